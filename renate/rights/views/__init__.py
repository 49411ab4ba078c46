"""Pages of the rights of the person."""
