"""Where encrypted fields get their keys: the tenancy layer installs a keyring, the fields ask it."""

from typing import Protocol


class Keyring(Protocol):
    """Keys of one organisation; refuses organisations other than the one in scope."""

    def current_version(self, organisation_id: int) -> int: ...

    def data_key(self, organisation_id: int, version: int) -> bytes: ...

    def index_key(self, organisation_id: int) -> bytes: ...

    def scope_organisation(self) -> int: ...


_installed: Keyring | None = None


def install(keyring: Keyring) -> None:
    """Called once at start-up by the layer that owns the keys."""
    global _installed
    _installed = keyring


def keyring() -> Keyring:
    """The installed keyring. Raises RuntimeError before start-up is complete."""
    if _installed is None:
        raise RuntimeError("no keyring installed")
    return _installed
