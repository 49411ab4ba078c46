"""Django's PostgreSQL backend, with the scope bound at the start of every outermost transaction."""
