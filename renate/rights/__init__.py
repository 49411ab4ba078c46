"""Rights of the person: requests, restriction, hold, retention, anonymisation, the own file (domain 4)."""
