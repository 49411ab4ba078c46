"""REST: the same cases, follow-ups and reports, through the same access, reads and operations."""
