"""Random public ids: what a URL or a notice shows instead of a number or a name."""

import secrets

# No vowels (no words by accident), no look-alikes (0/o, 1/l/i).
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 12


def new_public_id(length: int = LENGTH) -> str:
    """A random id of `length` characters; twelve carry 57 bits, unguessable behind a sign-in."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
