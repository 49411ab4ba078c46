"""Rules of grants as pure functions."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _


def problems_of_grant(
    *, amount: Decimal, from_on: date, to_on: date, programme_from: date, programme_to: date | None
) -> list[str]:
    """Why a grant can't be entered like this; empty when it can (S3-02)."""
    reasons = []
    if amount <= 0:
        reasons.append(str(_("The amount must be more than zero.")))
    if to_on < from_on:
        reasons.append(str(_("The grant ends before it begins.")))
    elif to_on < programme_from or (programme_to and from_on > programme_to):
        reasons.append(str(_("The grant lies outside the period of its programme.")))
    return reasons
