"""Questions to the database itself, in raw SQL."""
