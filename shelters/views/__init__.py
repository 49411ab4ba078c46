"""Pages of shelters and stays."""
