"""Every encrypted column of the product: a value moved anywhere else, or relabelled, does not open."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from renate.kit.crypto import SealBroken
from renate.kit.fields import EncryptedBytesField, EncryptedDateField, _EncryptedField
from renate.kit.public_ids import new_public_id
from renate.tenancy import keys, rotation, scope
from renate.tenancy.models import Organisation

COLUMNS = [(model, field) for model, fields in rotation.encrypted_models() for field in fields]


def row(model: Any, organisation: Organisation, public_id: str, **values: Any) -> Any:
    """A row in memory; the seal asks for nothing but its place."""
    made = model(public_id=public_id, **values)
    made.organisation_id = organisation.pk
    return made


def value_for(field: _EncryptedField) -> Any:
    if isinstance(field, EncryptedBytesField):
        return b"Mirjeta"
    return date(1994, 5, 12) if isinstance(field, EncryptedDateField) else "Mirjeta"


def opens(field: _EncryptedField, at: Any, cell: bytes) -> bool:
    try:
        field.open(at, cell)
    except SealBroken:
        return False
    return True


def neighbours(field: _EncryptedField) -> Iterator[dict[str, Any]]:
    """What the columns that the seal covers besides could be changed to."""
    for name in field.bound_to:
        yield {name: True if name.startswith("is_") else 7}


@pytest.fixture
def two(organisation: Organisation, other_organisation: Organisation) -> tuple[Organisation, Organisation]:
    """Two organisations; the first has two keys."""
    with scope.enter(organisation=organisation):
        keys.make_data_key(2)
    return organisation, other_organisation


def test_no_value_opens_in_another_row_column_table_organisation_or_version(
    two: tuple[Organisation, Organisation], tally: Any
) -> None:
    home, elsewhere = two
    here, tried = new_public_id(), 0
    for model, field in COLUMNS:
        with scope.enter(organisation=home):
            at = row(model, home, here)
            cell = field.close(at, value_for(field))
            moved = [other for other in COLUMNS if other != (model, field)]
            found = [f"{m._meta.label}.{f.name}" for m, f in moved if opens(f, row(m, home, here), cell)]
            assert opens(field, at, cell), field
            assert found == [], field
            assert not opens(field, row(model, home, new_public_id()), cell), field
            assert not opens(field, at, cell[:1] + (1).to_bytes(2, "big") + cell[3:]), field
            assert not any(opens(field, row(model, home, here, **n), cell) for n in neighbours(field)), field
        with scope.enter(organisation=elsewhere):
            assert not opens(field, row(model, elsewhere, here), cell), field
        tried += len(moved) + 3 + len(field.bound_to)
    for name, figure in (("moved", tried), ("columns", len(COLUMNS)), ("opened", 0)):
        tally.add(name, figure)
    assert len(COLUMNS) > 40
