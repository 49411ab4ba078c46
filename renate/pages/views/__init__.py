"""Pages that mix apps."""
