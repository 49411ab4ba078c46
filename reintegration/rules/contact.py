"""Which ways of the contact plan a follow-up uses (domain 4, safe contact)."""

from collections.abc import Collection

from cases.codes import Channel
from reintegration.follow_up_codes import Mode

_WAYS: dict[str, frozenset[str]] = {
    Mode.PHONE: frozenset({Channel.PHONE, Channel.SMS}),
    Mode.VISIT: frozenset({Channel.IN_PERSON}),
    Mode.ONLINE: frozenset({Channel.APP, Channel.EMAIL}),
    Mode.TRUSTED_PERSON: frozenset({Channel.TRUSTED_PERSON}),
}


def uses_unsafe_way(mode: str, unsafe: Collection[str]) -> bool:
    """Whether every way that this contact could have taken is one that the person called unsafe."""
    ways = _WAYS.get(mode, frozenset())
    return bool(ways) and ways <= set(unsafe)
