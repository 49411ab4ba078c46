"""The package's own seal: a fresh key, wrapped under the root key, so that one can be destroyed alone.

It is no organisation's data key, so neither side can open anything else of the other.
"""

from __future__ import annotations

import json
from typing import Any

from referrals.models import ReferralPackage
from renate.kit.crypto import SealBroken, new_key, open_sealed, seal
from renate.tenancy.keys import rewrap_with_root, unwrap_with_root, wrap_with_root

Sections = dict[str, dict[str, Any]]


def _place(package: ReferralPackage) -> str:
    """Binds the seal to the row and to both organisations: moved or readdressed, it does not open."""
    return f"package|{package.organisation_id}|{package.receiver_id}|{package.public_id}"


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


def rewrap_packages() -> int:
    """Wrap the keys of the packages that the organisation in scope sent under the new root key."""
    done = 0
    sealed = ReferralPackage.objects.owned().filter(wrapped_key__isnull=False).order_by("pk")
    for package in sealed.select_for_update(of=("self",)):
        if wrapped := rewrap_with_root(bytes(package.wrapped_key), _place(package)):
            package.wrapped_key = wrapped
            package.save(update_fields=["wrapped_key"])
            done += 1
    return done
