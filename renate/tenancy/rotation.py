"""New keys while the system runs: a data key seals every cell anew, a root key wraps every key anew.

Both are resumable: what is done is recognised by looking at it, and each batch is a transaction of its own.
Old and new open side by side until the old one is retired.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Substr
from django.db.models.lookups import LessThan

from renate.kit import clock
from renate.kit.crypto import key_version_of
from renate.kit.fields import Sealed, _EncryptedField
from renate.tenancy import keys, scope
from renate.tenancy.directory import every_organisation
from renate.tenancy.models import Organisation, OrganisationKeyring, TenantModel

BATCH = 200
PASSES, PAUSE_SECONDS = 20, 0.2
# A process may seal under the version it remembers, and a transaction lives as long as its context.
RETIRE_AFTER = timedelta(seconds=keys.REMEMBERED_SECONDS + scope.LIFETIME_SECONDS)

Progress = Callable[[str, int], None]
# Called with the name of what was done, inside the organisation's scope: the audit layer listens.
witnesses: list[Callable[..., Any]] = []
_of_organisations: list[Callable[[], int]] = []
_of_the_house: list[Callable[[], int]] = []


def register_rewrapper(rewrap: Callable[[], int], *, per_organisation: bool = True) -> None:
    """Add what else stands under the root key: a function that wraps it anew and says how many there were."""
    listed = _of_organisations if per_organisation else _of_the_house
    if rewrap not in listed:
        listed.append(rewrap)


def encrypted_models() -> Iterator[tuple[type[TenantModel], list[_EncryptedField]]]:
    """Every model with encrypted columns, and those columns."""
    for model in apps.get_models():
        fields = [field for field in model._meta.local_concrete_fields if isinstance(field, _EncryptedField)]
        if fields:
            yield model, fields  # type: ignore[misc]


def current_version() -> int:
    """The newest data key of the organisation in scope, as the database has it."""
    newest = OrganisationKeyring.objects.filter(purpose="data").aggregate(newest=models.Max("version"))
    return newest["newest"] or 0


def cells_below(version: int) -> int:
    """How many cells of the organisation in scope are sealed under a key older than `version`."""
    total = 0
    for model, fields in encrypted_models():
        counts = {
            f"old_{field.name}": models.Count("pk", filter=models.Q(_older(field, version)))
            for field in fields
        }
        total += sum(_rows(model).aggregate(**counts).values())
    return total


def begin(organisation: Organisation | int) -> int:
    """The version to seal under: that of a rotation that was interrupted, else a new one."""
    with scope.enter(organisation=organisation):
        # Two at once: the second waits here and then goes on with what the first began.
        list(OrganisationKeyring.objects.select_for_update().order_by("pk"))
        version = current_version()
        if not cells_below(version):
            version += 1
            _tell("keys.rotated", version=version)
            keys.make_data_key(version)
    keys.keyring.forget()
    return version


def reseal(
    organisation: Organisation | int, version: int, *, batch: int = BATCH, progress: Progress | None = None
) -> int:
    """Seal every older cell anew; returns how many are left because somebody held on to their rows."""
    for turn in range(PASSES):
        if turn:
            time.sleep(PAUSE_SECONDS)
        for model, fields in encrypted_models():
            after: int | None = 0
            while after is not None:
                with scope.enter(organisation=organisation):
                    done, after = _reseal_batch(model, fields, version, after, batch)
                if done and progress:
                    progress(model._meta.label, done)
        with scope.enter(organisation=organisation):
            left = cells_below(version)
        if not left:
            break
    return left


def retire(organisation: Organisation | int) -> int:
    """Delete the older data keys, once nothing can need them; returns how many went."""
    with scope.enter(organisation=organisation):
        newest = OrganisationKeyring.objects.filter(purpose="data").order_by("-version").first()
        if newest is None or clock.now() - newest.created_at < RETIRE_AFTER or cells_below(newest.version):
            return 0
        gone, _ = OrganisationKeyring.objects.filter(purpose="data", version__lt=newest.version).delete()
        if gone:
            _tell("keys.retired", version=newest.version)
    keys.keyring.forget()
    return gone


def rewrap(progress: Progress | None = None) -> int:
    """Wrap everything that stands under the former root key anew; returns how many there were."""
    total = 0
    for organisation in every_organisation():
        with scope.enter(organisation=organisation):
            done = _rewrap_keyring() + sum(run() for run in _of_organisations)
            if done:
                _tell("keys.rewrapped", wrapped=done)
        total += done
        if done and progress:
            progress(organisation.public_id, done)
    with scope.enter(platform=True):
        shared = sum(run() for run in _of_the_house)
    if shared and progress:
        progress("accounts", shared)
    return total + shared


def _rewrap_keyring() -> int:
    done = 0
    for row in OrganisationKeyring.objects.select_for_update().order_by("pk"):
        place = keys.purpose_of(row.organisation_id, row.purpose, row.version)
        if wrapped := keys.rewrap_with_root(row.wrapped, place):
            row.wrapped = wrapped
            row.save(update_fields=["wrapped"])
            done += 1
    return done


def _reseal_batch(
    model: type[TenantModel], fields: list[_EncryptedField], version: int, after: int, batch: int
) -> tuple[int, int | None]:
    """Seal one batch of rows anew; returns the cells done and where to go on, None at the end."""
    older = models.Q(*[_older(field, version) for field in fields], _connector=models.Q.OR)
    names = {name for field in fields for name in (field.name, *field.bound_to)}
    found = _rows(model).filter(older, pk__gt=after).order_by("pk").only("organisation", "public_id", *names)
    batch = min(batch, *(field.at_once for field in fields))
    rows = list(found.select_for_update(skip_locked=True, of=("self",))[:batch])
    changes: dict[_EncryptedField, list[models.When]] = {}
    for row in rows:
        for field in fields:
            if cell := _resealed(row, field, version):
                changes.setdefault(field, []).append(models.When(pk=row.pk, then=models.Value(cell, field)))
    if changes:
        _rows(model).filter(pk__in=[row.pk for row in rows]).update(
            **{
                field.name: models.Case(*cells, default=models.F(field.name), output_field=field)
                for field, cells in changes.items()
            }
        )
    return sum(map(len, changes.values())), rows[-1].pk if rows else None


def _resealed(row: Any, field: _EncryptedField, version: int) -> Sealed | None:
    cell = row.__dict__[field.attname]
    if not isinstance(cell, Sealed) or key_version_of(cell) >= version:
        return None
    anew = field.close(row, field.open(row, cell))
    return None if anew is None else Sealed(anew)


def _rows(model: type[TenantModel]) -> models.QuerySet:
    # The base manager of a row that two organisations see also finds what others own.
    return model._base_manager.filter(organisation_id=scope.organisation_id())


def _older(field: _EncryptedField, version: int) -> LessThan:
    # A cell begins with its format (1 byte) and the version of its key (2 bytes).
    header = Substr(models.F(field.name), 2, 2, output_field=models.BinaryField())
    return LessThan(header, models.Value(version.to_bytes(2, "big"), models.BinaryField()))


def _tell(action: str, **meta: Any) -> None:
    for witness in witnesses:
        witness(action, **meta)
