"""Keys of organisations: random, one set each, wrapped under a root key that the database never holds."""

import base64
import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from renate.kit.crypto import KEY_BYTES, SealBroken, new_key, open_sealed, seal
from renate.tenancy import scope
from renate.tenancy.models import OrganisationKeyring

# Another process may have rotated or destroyed keys, so what was read is not believed for long.
REMEMBERED_SECONDS = 60.0


def root_key() -> bytes:
    """The root key that wraps: the new one as soon as there is one (docs/operations.md, changing secrets)."""
    return _next_root_key() or _read(settings.ROOT_KEY, settings.ROOT_KEY_FILE, "RENATE_ROOT_KEY")


def former_root_key() -> bytes | None:
    """The root key that still opens while everything is wrapped anew; None when no change is under way."""
    return _read(settings.ROOT_KEY, settings.ROOT_KEY_FILE, "RENATE_ROOT_KEY") if _next_root_key() else None


def _next_root_key() -> bytes | None:
    text, file = settings.NEW_ROOT_KEY, settings.NEW_ROOT_KEY_FILE
    return _read(text, file, "RENATE_NEW_ROOT_KEY") if text or file else None


@lru_cache(maxsize=4)
def _read(text: str, file: str, name: str) -> bytes:
    key = base64.b64decode((text or Path(file).read_text()).strip())
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} must be base64 of 32 bytes")
    return key


def seal_with_root(plaintext: bytes, place: bytes) -> bytes:
    """Seal a small secret that belongs to no organisation."""
    return seal(root_key(), plaintext, place)


def open_with_root(sealed: bytes, place: bytes) -> bytes:
    """Open it again, also while the root key is being changed. Raises SealBroken."""
    try:
        return open_sealed(root_key(), sealed, place)
    except SealBroken:
        former = former_root_key()
        if former is None:
            raise
        return open_sealed(former, sealed, place)


def reseal_with_root(sealed: bytes, place: bytes) -> bytes | None:
    """The same secret under the new root key; None when it stands under it already."""
    try:
        open_sealed(root_key(), sealed, place)
    except SealBroken:
        return seal_with_root(open_with_root(sealed, place), place)
    return None


def wrap_with_root(key: bytes, purpose: str) -> bytes:
    """Seal a key under the root key; `purpose` names what it is for and must be given again to unwrap."""
    return seal_with_root(key, _wrapping(purpose))


def unwrap_with_root(wrapped: bytes, purpose: str) -> bytes:
    """Open a wrapped key. Raises SealBroken for another purpose or an altered value."""
    return open_with_root(bytes(wrapped), _wrapping(purpose))


def rewrap_with_root(wrapped: bytes, purpose: str) -> bytes | None:
    """A wrapped key under the new root key; None when it is already."""
    return reseal_with_root(bytes(wrapped), _wrapping(purpose))


def _wrapping(purpose: str) -> bytes:
    return f"key|{purpose}".encode()


def purpose_of(organisation_id: int, purpose: str, version: int) -> str:
    """What the wrapping of an organisation's key is bound to."""
    return f"{organisation_id}|{purpose}|{version}"


def make_keys() -> None:
    """The first data key and the index key of the organisation in scope."""
    for purpose in ("data", "index"):
        _add_key(purpose, 1)


def make_data_key(version: int) -> None:
    """A further data key of the organisation in scope: what is written from now on is sealed under it."""
    _add_key("data", version)
    keyring.forget()


def destroy_keys() -> None:
    """Crypto-erasure: what the organisation in scope ever sealed opens no more, in no copy of it."""
    OrganisationKeyring.objects.all().delete()
    keyring.forget()


def _add_key(purpose: str, version: int) -> None:
    place = purpose_of(scope.organisation_id(), purpose, version)
    OrganisationKeyring.objects.create(
        purpose=purpose, version=version, wrapped=wrap_with_root(new_key(), place)
    )


class OrganisationKeys:
    """The keyring that encrypted fields ask. Unwrapped keys stay in this process's memory for a minute."""

    def __init__(self) -> None:
        self._keys: dict[int, dict[tuple[str, int], bytes]] = {}
        self._read_at: dict[int, float] = {}

    def scope_organisation(self) -> int:
        return scope.organisation_id()

    def current_version(self, organisation_id: int) -> int:
        versions = [version for purpose, version in self._known(organisation_id) if purpose == "data"]
        if not versions:
            raise SealBroken("the organisation has no key")
        return max(versions)

    def data_key(self, organisation_id: int, version: int) -> bytes:
        return self._key(organisation_id, "data", version)

    def index_key(self, organisation_id: int) -> bytes:
        return self._key(organisation_id, "index", 1)

    def forget(self) -> None:
        """Drop what is remembered, after a rotation or between tests."""
        self._keys.clear()
        self._read_at.clear()

    def _key(self, organisation_id: int, purpose: str, version: int) -> bytes:
        known = self._known(organisation_id)
        if (purpose, version) not in known:
            known = self._load(organisation_id)  # another process may have made it a moment ago
        try:
            return known[purpose, version]
        except KeyError:
            raise SealBroken("sealed under a key that the organisation does not have") from None

    def _known(self, organisation_id: int) -> dict[tuple[str, int], bytes]:
        if scope.organisation_id() != organisation_id:
            raise scope.ScopeError("the key of another organisation")
        read_at = self._read_at.get(organisation_id)
        if read_at is None or time.monotonic() - read_at > REMEMBERED_SECONDS:
            return self._load(organisation_id)
        return self._keys[organisation_id]

    def _load(self, organisation_id: int) -> dict[tuple[str, int], bytes]:
        known = {
            (row.purpose, row.version): unwrap_with_root(
                row.wrapped, purpose_of(organisation_id, row.purpose, row.version)
            )
            for row in OrganisationKeyring.objects.all()
        }
        self._keys[organisation_id], self._read_at[organisation_id] = known, time.monotonic()
        return known


keyring = OrganisationKeys()
