"""Keys of organisations: random, one set each, wrapped under a root key that the database never holds."""

import base64
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from renate.kit.crypto import KEY_BYTES, SealBroken, new_key, open_sealed, seal
from renate.tenancy import scope
from renate.tenancy.models import OrganisationKeyring


@lru_cache(maxsize=1)
def root_key() -> bytes:
    """The root key, from the environment or a file only the application can read."""
    text = settings.ROOT_KEY or Path(settings.ROOT_KEY_FILE).read_text()
    key = base64.b64decode(text.strip())
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured("RENATE_ROOT_KEY must be base64 of 32 bytes")
    return key


def wrap_with_root(key: bytes, purpose: str) -> bytes:
    """Seal a key under the root key; `purpose` names what it is for and must be given again to unwrap."""
    return seal(root_key(), key, f"key|{purpose}".encode())


def unwrap_with_root(wrapped: bytes, purpose: str) -> bytes:
    """Open a wrapped key. Raises SealBroken for another purpose or an altered value."""
    return open_sealed(root_key(), bytes(wrapped), f"key|{purpose}".encode())


def _purpose(organisation_id: int, purpose: str, version: int) -> str:
    return f"{organisation_id}|{purpose}|{version}"


def make_keys() -> None:
    """The first data key and the index key of the organisation in scope."""
    organisation_id = scope.organisation_id()
    for purpose in ("data", "index"):
        OrganisationKeyring.objects.create(
            purpose=purpose, wrapped=wrap_with_root(new_key(), _purpose(organisation_id, purpose, 1))
        )


class OrganisationKeys:
    """The keyring that encrypted fields ask. Keys stay in this process's memory once unwrapped."""

    def __init__(self) -> None:
        self._keys: dict[tuple[int, str, int], bytes] = {}
        self._versions: dict[int, int] = {}

    def scope_organisation(self) -> int:
        return scope.organisation_id()

    def current_version(self, organisation_id: int) -> int:
        self._refuse_foreign(organisation_id)
        if organisation_id not in self._versions:
            self._load(organisation_id)
        return self._versions[organisation_id]

    def data_key(self, organisation_id: int, version: int) -> bytes:
        return self._key(organisation_id, "data", version)

    def index_key(self, organisation_id: int) -> bytes:
        return self._key(organisation_id, "index", 1)

    def forget(self) -> None:
        """Drop what is cached, after a rotation or between tests."""
        self._keys.clear()
        self._versions.clear()

    def _key(self, organisation_id: int, purpose: str, version: int) -> bytes:
        self._refuse_foreign(organisation_id)
        if (organisation_id, purpose, version) not in self._keys:
            self._load(organisation_id)
        try:
            return self._keys[organisation_id, purpose, version]
        except KeyError:
            raise SealBroken("sealed under a key that the organisation does not have") from None

    def _load(self, organisation_id: int) -> None:
        for row in OrganisationKeyring.objects.all():
            key = unwrap_with_root(row.wrapped, _purpose(organisation_id, row.purpose, row.version))
            self._keys[organisation_id, row.purpose, row.version] = key
            if row.purpose == "data":
                self._versions[organisation_id] = max(row.version, self._versions.get(organisation_id, 0))

    @staticmethod
    def _refuse_foreign(organisation_id: int) -> None:
        if scope.organisation_id() != organisation_id:
            raise scope.ScopeError("the key of another organisation")


keyring = OrganisationKeys()
