"""The package's own seal: a fresh key, wrapped under the root key, so that one can be destroyed alone.

It is no organisation's data key, so neither side can open anything else of the other.
"""

from __future__ import annotations

import json
from typing import Any

from referrals.models import PackageMessage, PersonRequest, ReferralPackage
from renate.kit.crypto import SealBroken, new_key, open_sealed, seal
from renate.tenancy.keys import rewrap_with_root, unwrap_with_root, wrap_with_root

Sections = dict[str, dict[str, Any]]
Message = PackageMessage | PersonRequest

_KINDS: dict[type, str] = {ReferralPackage: "package", PackageMessage: "message", PersonRequest: "request"}


def _place(row: ReferralPackage | Message) -> str:
    """Binds the seal to the row and to both organisations: moved or readdressed, it does not open."""
    return f"{_KINDS[type(row)]}|{row.organisation_id}|{row.receiver_id}|{row.public_id}"


def close(package: ReferralPackage, sections: Sections) -> None:
    """Seal the sections into the package under a key of its own. Does not save."""
    key, place = new_key(), _place(package)
    package.payload = seal(key, json.dumps(sections).encode(), place.encode())
    package.wrapped_key = wrap_with_root(key, place)


def read(package: ReferralPackage) -> Sections:
    """Open the package. Raises SealBroken when it was altered, moved or destroyed."""
    if package.payload is None or package.wrapped_key is None:
        raise SealBroken("the package is empty")
    place = _place(package)
    key = unwrap_with_root(bytes(package.wrapped_key), place)
    return json.loads(open_sealed(key, bytes(package.payload), place.encode()))


def destroy(package: ReferralPackage) -> None:
    """Forget key and payload for good. Does not save."""
    package.payload = None
    package.wrapped_key = None


def close_text(row: Message, body: dict[str, Any]) -> None:
    """Seal a message or a request under a key of its own. Does not save."""
    key, place = new_key(), _place(row)
    row.payload = seal(key, json.dumps(body).encode(), place.encode())
    row.wrapped_key = wrap_with_root(key, place)


def read_text(row: Message) -> dict[str, Any]:
    """Open a message or a request; one whose key was destroyed is empty."""
    if row.payload is None or row.wrapped_key is None:
        return {}
    place = _place(row)
    key = unwrap_with_root(bytes(row.wrapped_key), place)
    return json.loads(open_sealed(key, bytes(row.payload), place.encode()))


def rewrap_packages() -> int:
    """Wrap the keys of what the organisation in scope sent under the new root key."""
    return sum(_rewrap(model) for model in (ReferralPackage, PackageMessage, PersonRequest))


def _rewrap(model: type[Any]) -> int:
    done = 0
    sealed = model.objects.owned().filter(wrapped_key__isnull=False).order_by("pk")
    for row in sealed.select_for_update(of=("self",)):
        if wrapped := rewrap_with_root(bytes(row.wrapped_key), _place(row)):
            row.wrapped_key = wrapped
            row.save(update_fields=["wrapped_key"])
            done += 1
    return done
