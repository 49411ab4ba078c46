"""Pages of the case file: load, form, one operation, answer."""
