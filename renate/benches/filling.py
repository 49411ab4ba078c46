"""Many rows quickly: made by the database itself, inside the scope, under its policies."""

from typing import Any

from django.db import connection
from django.db.models import Field, ForeignKey, Model

from renate.kit.fields import _SealedColumn
from renate.kit.public_ids import ALPHABET
from renate.tenancy import scope

# Keys are given, so that rows of one series can point at those of another without a look-up.
PER_ORGANISATION = 10_000_000
# Times an odd number, modulo a power of two: no two numbers meet, and neighbours look nothing alike.
_SCATTERED = "lpad(to_hex(mod(n * 2654435761::numeric, 281474976710656)::bigint), 12, '0')"
_PUBLIC_ID = f"translate({_SCATTERED}, '0123456789abcdef', '{ALPHABET[8:24]}')"


def first_key() -> int:
    """Row `n` of a series has this key plus `n`."""
    return scope.organisation_id() * PER_ORGANISATION


def series(model: type[Model], number: int, **expressions: str) -> None:
    """Rows 1 to `number` of a model, for the organisation in scope.

    An expression is SQL over the row's number `n` by the name of the column's attribute (`person_id`). Fields
    that none is given for take the model's default, the same for every row. Sealed fields stay empty.
    """
    columns, values, parameters = [], [], []
    for field in model._meta.local_concrete_fields:
        value, given = _value(field, expressions)
        columns.append(connection.ops.quote_name(field.column))
        values.append(value)
        parameters += given
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)})"  # noqa: S608
            f" SELECT {', '.join(values)} FROM generate_series(1, %s) AS n",
            [*parameters, number],
        )


def key_of(expression: str = "n") -> str:
    """SQL for the key of the row with that number, in another series of the same organisation."""
    return f"({first_key()} + ({expression}))"


def _value(field: Field, expressions: dict[str, str]) -> tuple[str, list[Any]]:
    if field.attname in expressions:
        return expressions[field.attname].replace("%", "%%"), []
    if field.primary_key:
        return key_of(), []
    if field.attname == "organisation_id":
        return "%s::bigint", [scope.organisation_id()]
    if field.name == "public_id":
        return _PUBLIC_ID, []
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return "now()", []
    # Nothing is sealed with: get_default() of a sealed field is what an empty cell reads as.
    if isinstance(field, (ForeignKey, _SealedColumn)) or (default := field.get_default()) is None:
        return "NULL", []
    return f"%s::{field.db_type(connection)}", [field.get_db_prep_save(default, connection)]
