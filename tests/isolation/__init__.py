"""Proof of isolation: the authorisation matrix, the database matrix, each wall alone, and walls broken."""
