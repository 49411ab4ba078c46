"""Pages of re/integration: load, form, one operation, answer."""
