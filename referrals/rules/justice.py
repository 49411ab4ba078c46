"""Testifying is the person's own choice, each time anew (S4-29, S4-30, R-20); sums of compensation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

#: A yes is asked again before each hearing, not earlier than this.
CONFIRM_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class TestimonyFacts:
    """What is known when somebody wants to note that the person will testify, or has."""

    has_consent: bool
    confirmed_on: date | None
    refused_on: date | None
    risk_block: str | None  # the sentence of R-20, as at the hearing at the latest
    hearing_on: date

    __test__ = False


def testimony_faults(facts: TestimonyFacts) -> list[str]:
    """Why the person does not testify as things stand; never a reason to withhold any help."""
    faults = []
    if not facts.has_consent:
        faults.append(_("There is no valid consent to testify."))
    if facts.refused_on is not None and (
        facts.confirmed_on is None or facts.refused_on >= facts.confirmed_on
    ):
        faults.append(_("The person said no to this hearing."))
    elif not is_confirmed_in_time(facts.confirmed_on, facts.hearing_on):
        faults.append(_("The person's yes must be confirmed again before this hearing."))
    return [*faults, facts.risk_block] if facts.risk_block else faults


def is_confirmed_in_time(confirmed_on: date | None, hearing_on: date) -> bool:
    """Whether the yes was said anew for this hearing, and not long ago."""
    return confirmed_on is not None and hearing_on - CONFIRM_WITHIN <= confirmed_on <= hearing_on


def money_faults(
    claimed: Decimal | None, awarded: Decimal | None, paid: Decimal | None
) -> list[tuple[str, str]]:
    """(field, sentence) where sums contradict each other; more may be awarded than was claimed."""
    if paid and awarded is None:
        return [("compensation_awarded", _("Enter what was awarded before what was paid."))]
    if paid and awarded is not None and paid > awarded:
        return [("compensation_paid", _("More was paid than awarded: check the sums."))]
    return []
