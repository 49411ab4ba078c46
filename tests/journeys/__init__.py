"""Stories walked in a real browser."""
