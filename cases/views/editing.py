"""Edit forms of a file: when somebody else saved meanwhile, the page says who it was and when."""

from collections.abc import Collection
from typing import TypeVar

from django.forms import BaseForm
from django.utils.translation import gettext as _

from cases.queries.looked import last_change
from renate.kit.conflicts import guarded
from renate.tenancy.models import TenantModel

Form = TypeVar("Form", bound=BaseForm)


def edited(
    form: Form, row: TenantModel | None, *, ignore: Collection[str] = (), kinds: tuple[str, ...] | None = None
) -> Form:
    """`guarded` for a form about `row`; `kinds` are the acts that change it, where not all do."""
    form = guarded(form, ignore=ignore)
    conflict = getattr(form, "conflict", None)
    if conflict is not None and row is not None:
        change = last_change(row, kinds)
        conflict.who = change.who if change else _("somebody")
        conflict.at = change.at if change else row.updated_at
    return form
