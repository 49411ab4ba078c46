"""Shape of input, one file a subject."""
