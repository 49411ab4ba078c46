"""Counting help that leaves no record of a person."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import OneOffHelp
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class OneOffError(RuleError):
    """The help can't be counted as given."""


@transaction.atomic
def count_help(*, by: Membership, on: date, kinds: Sequence[str], people: int = 1) -> OneOffHelp:
    """Count help once, for who wants no file (domain 4). Raises OneOffError."""
    if on > clock.today():
        raise OneOffError(_("The day is in the future."), field="on")
    row = OneOffHelp(on=on, kinds=list(kinds), people=people, by=by)
    row.full_clean()
    row.save()
    audit.record("case.help_counted", people=people, kinds=list(kinds))
    return row
