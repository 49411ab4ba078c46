"""Organisations as tenants: the scope, the rows that belong to one, and row security beneath them."""
