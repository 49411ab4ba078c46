"""The data dictionary: every field of every model of ours, what it is, how it is kept, how private it is.

Each model says in an inner class `Privacy` which of its fields are personal, special (GDPR art. 9 and 10, and
what would endanger a person) or operational, and by which clock its rows are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from renate.kit.fields import BlindIndexField, EncryptedDateField, EncryptedTextField
from renate.tenancy.fields import OrganisationKey, TenantForeignKey
from renate.tenancy.models import TenantModel

PARTS = ("renate.", "cases", "shelters", "reintegration", "referrals")
CLASSES = ("personal", "special", "operational")
# What every tenant row has besides; said once, at the top of the page.
OF_EVERY_ROW = frozenset(field.name for field in TenantModel._meta.local_fields) | {"id"}
HEAD = """# Data dictionary

Made by `manage.py data_dictionary` from the models; don't edit. *Sealed* is AES-256-GCM under the
organisation's key; *hashed* is a keyed hash for exact search. Classes: **personal** tells of a person;
**special** is health, law, exploitation, or would endanger a person; **operational** is neither.
Kept by: the clock that ends the row's life (case, membership, consent, grant, organisation).

Every row of an organisation also has `id`, `organisation`, `public_id`, `created_at`, `updated_at`,
`created_by` (operational).
"""


@dataclass(frozen=True)
class FieldEntry:
    """One line of the dictionary."""

    name: str
    kind: str
    protection: str
    privacy: str


def our_models() -> list[type[models.Model]]:
    """The models of our own apps, in the order of the apps."""
    return [model for model in apps.get_models() if model.__module__.startswith(PARTS)]


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields that a model adds to what every row has."""
    return [field for field in model._meta.local_fields if field.name not in OF_EVERY_ROW]


def privacy_of(model: type[models.Model], field: models.Field) -> str:
    """The class of a field; "" where the model does not say."""
    privacy = getattr(model, "Privacy", None)
    return next((name for name in CLASSES if field.name in getattr(privacy, name, ())), "")


def protection_of(field: models.Field) -> str:
    """How the value stands in the database: sealed, hashed, or clear ("")."""
    if isinstance(field, EncryptedTextField | EncryptedDateField):
        return "sealed"
    return "hashed" if isinstance(field, BlindIndexField) else ""


def kind_of(field: models.Field) -> str:
    """What the field holds, in a word or two."""
    if isinstance(field, TenantForeignKey | models.ForeignKey) and not isinstance(field, OrganisationKey):
        return f"→ {field.remote_field.model._meta.label}"
    if isinstance(field, EncryptedDateField):
        return "date"
    if isinstance(field, EncryptedTextField):
        return "text"
    if isinstance(field, BlindIndexField):
        return f"index of {field.source}"
    words = field.get_internal_type().removesuffix("Field")
    return f"{words}, one of {len(field.choices)}" if field.choices else words


def entries(model: type[models.Model]) -> Iterator[FieldEntry]:
    """The lines of one model."""
    for field in own_fields(model):
        yield FieldEntry(field.name, kind_of(field), protection_of(field), privacy_of(model, field))


def page() -> str:
    """The whole dictionary as Markdown."""
    parts = [HEAD]
    for model in our_models():
        privacy = getattr(model, "Privacy", None)
        words = (model.__doc__ or "").strip().splitlines()[0]
        lines = [f"\n## {model._meta.label}\n", f"{words} Kept by: {getattr(privacy, 'retention', '?')}.\n"]
        lines += ["| Field | Holds | In the database | Class |", "|---|---|---|---|"]
        lines += [
            f"| `{entry.name}` | {entry.kind} | {entry.protection or 'clear'} | {entry.privacy} |"
            for entry in entries(model)
        ]
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)
