"""The shape of what goes out and comes in, for the schema and for cleaning."""
