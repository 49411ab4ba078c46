"""Rules of grants as pure functions."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

NO_MONEY = _lazy("The amount must be more than zero.")


def problems_of_grant(
    *, amount: Decimal, from_on: date, to_on: date, programme_from: date, programme_to: date | None
) -> list[str]:
    """Why a grant can't be entered like this; empty when it can (S3-02)."""
    reasons = []
    if amount <= 0:
        reasons.append(str(NO_MONEY))
    if to_on < from_on:
        reasons.append(_("The grant ends before it begins."))
    elif to_on < programme_from or (programme_to and from_on > programme_to):
        reasons.append(_("The grant lies outside the period of its programme."))
    return reasons


def problems_of_part(*, amount: Decimal, grant_amount: Decimal, others: Decimal) -> list[str]:
    """Why a budget line or an instalment does not fit: together they can't be more than the grant."""
    if amount <= 0:
        return [str(NO_MONEY)]
    if amount + others > grant_amount:
        left = grant_amount - others
        return [_("Only EUR %(left)s of the grant are left.") % {"left": f"{left:,.2f}"}]
    return []


def problems_of_cost(
    *,
    amount: Decimal,
    on: date,
    today: date,
    grant_from: date,
    grant_to: date,
    category: str,
    restricted_to: str | None,
) -> list[tuple[str, str]]:
    """Why a cost can't be charged like this, with the field it is about; empty when it can."""
    problems = []
    if amount <= 0:
        problems.append(("amount", str(NO_MONEY)))
    if on > today:
        problems.append(("on", _("A cost is entered when it has been made.")))
    elif not grant_from <= on <= grant_to:
        problems.append(("on", _("The day lies outside the period of the grant.")))
    if restricted_to and category != restricted_to:
        problems.append(("category", _("This line is restricted to another purpose.")))
    return problems
