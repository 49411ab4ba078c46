"""The organisations' keys, backed up apart from the data: so a key that was destroyed opens no old dump.

A dump leaves the table of keys out; the bundle holds them, wrapped under the root key as they stand, and only
its newest copy is kept (docs/operations.md).
"""

import base64
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from renate.kit.crypto import SealBroken
from renate.tenancy import keys, scope
from renate.tenancy.directory import every_organisation
from renate.tenancy.models import OrganisationKeyring

# What pg_dump leaves out.
TABLE = OrganisationKeyring._meta.db_table


class BundleError(Exception):
    """The bundle does not fit this database or this root key."""


def written() -> list[dict[str, Any]]:
    """All keys of all organisations, wrapped; an organisation is named by its number and its ref."""
    found = []
    for organisation in every_organisation():
        with scope.enter(organisation=organisation):
            found += [
                {
                    "organisation": organisation.pk,
                    "ref": organisation.public_id,
                    "purpose": row.purpose,
                    "version": row.version,
                    "wrapped": base64.b64encode(bytes(row.wrapped)).decode(),
                }
                for row in OrganisationKeyring.objects.order_by("purpose", "version")
            ]
    return found


@transaction.atomic
def read_back(lines: Iterable[dict[str, Any]]) -> int:
    """Put back the keys that are missing; says how many. What is there is never replaced.

    Raises BundleError for an organisation that is not here, and for a key that the root key does not open.
    """
    here = {organisation.pk: organisation.public_id for organisation in every_organisation()}
    added = 0
    for line in lines:
        number, purpose, version = line["organisation"], line["purpose"], line["version"]
        if here.get(number) != line["ref"]:
            raise BundleError(f"organisation {line['ref']} is not in this database")
        wrapped = base64.b64decode(line["wrapped"])
        try:
            keys.unwrap_with_root(wrapped, keys.purpose_of(number, purpose, version))
        except SealBroken:
            raise BundleError(f"the root key does not open the keys of {line['ref']}") from None
        with scope.enter(organisation=number):
            _row, made = OrganisationKeyring.objects.get_or_create(
                purpose=purpose, version=version, defaults={"wrapped": wrapped}
            )
        added += made
    keys.keyring.forget()
    return added
