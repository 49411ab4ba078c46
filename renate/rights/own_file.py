"""What we hold about one person, for the person: one tree for PDF and JSON."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Person
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section
from renate.kit.fields import BlindIndexField, EncryptedTextField, _EncryptedField
from renate.rights.shape import BY_ROW, LEFT_OUT, NOT_IN_THE_COPY, ONLY, SECTION_OF
from renate.rights.walk import rows_of
from renate.tenancy.models import Organisation, TenantModel

Part = dict[str, Any]
_OF_THE_BASE = {field.name for field in TenantModel._meta.local_fields} | {"id"}


def own_file(person: Person, by: Membership, *, on: date, with_texts: bool) -> Part:
    """Everything that the member's role may read in full, by section; the rest is named as still to come."""
    sections: dict[str, list[Part]] = {}
    missing: set[str] = set()
    for model, rows in rows_of(person):
        if model._meta.label in NOT_IN_THE_COPY:
            continue
        for row in rows.order_by("pk"):
            section = _section_of(row)
            if section_access(by, section) < Access.READ:
                missing.add(section)
            elif facts := list(_facts(row, with_texts)):
                title = str(model._meta.verbose_name).capitalize()
                sections.setdefault(section, []).append({"title": title, "facts": facts})
    return {
        "code": person.case_code,
        "organisation": person.organisation.name,
        "made_on": on,
        "texts": with_texts,
        "sections": [
            {"code": code, "title": str(Section(code).label), "rows": sections[code]}
            for code in Section.values
            if code in sections
        ],
        "still_to_come": [str(Section(code).label) for code in sorted(missing)],
    }


def _section_of(row: Any) -> str:
    label = row._meta.label
    return getattr(row, BY_ROW[label]) if label in BY_ROW else SECTION_OF[label].value


def _facts(row: Any, with_texts: bool) -> Iterator[Part]:
    only = ONLY.get(row._meta.label)
    for field in row._meta.local_concrete_fields:
        if field.name in _OF_THE_BASE | LEFT_OUT or (only is not None and field.name not in only):
            continue
        value = _in_words(row, field, with_texts)
        if value not in (None, "", [], {}):
            yield {"label": str(field.verbose_name).capitalize(), "value": value}


def _in_words(row: Any, field: models.Field, with_texts: bool) -> Any:
    if isinstance(field, BlindIndexField):
        return None
    if isinstance(field, models.ForeignKey):
        told = field.related_model is Organisation and field.name != "organisation"
        return str(getattr(row, field.name) or "") if told else None
    value = getattr(row, field.attname)
    if isinstance(field, _EncryptedField):
        return _sealed(field, value, with_texts)
    if isinstance(field, ArrayField):
        names = dict(getattr(field.base_field, "flatchoices", ()))
        return [str(names.get(code, code)) for code in value or []]
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))  # type: ignore[attr-defined]
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, dict):
        return [f"{name}: {each}" for name, each in value.items() if each not in (None, "")]
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _sealed(field: _EncryptedField, value: Any, with_texts: bool) -> Any:
    if value and not with_texts and isinstance(field, EncryptedTextField) and field.long:
        return _("A text of %(count)s words. It can be asked for.") % {"count": len(value.split())}
    return value
