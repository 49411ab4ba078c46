"""The servers the product brings along: PostgreSQL and Valkey on private sockets.

Standard library only, no Django: it runs before anything else can. See docs/operations.md.
"""
