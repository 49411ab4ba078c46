"""Telling a member that something is due: in the product at once, by mail without a name."""
