"""Rows for tests; made inside a scope."""
