"""Testifying is the person's own choice, each time anew (S4-29, S4-30, R-20); days not to be missed.

R-23.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.codes import RiskLevel
from cases.rules.risk import is_fresh
from referrals.rules.handover import RiskFacts

#: A yes is asked again before each hearing, not earlier than this.
CONFIRM_WITHIN = timedelta(days=14)

#: R-23: how many days before, people are reminded.
HEARING_REMINDERS = (14, 3)
ORDER_REMINDERS = (30,)
CLAIM_REMINDERS = (90,)
APPEAL_REMINDERS = (7, 2)


@dataclass(frozen=True)
class TestimonyFacts:
    """What is known when somebody wants to note that the person will testify, or has."""

    has_consent: bool
    confirmed_on: date | None
    refused_on: date | None
    risk: RiskFacts | None
    hearing_on: date

    __test__ = False


def testimony_faults(facts: TestimonyFacts, *, on: date) -> list[str]:
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
    return faults + risk_faults(facts.risk, on=min(on, facts.hearing_on))


def risk_faults(risk: RiskFacts | None, *, on: date) -> list[str]:
    """R-20 before testifying: a fresh look, and not while the risk is critical."""
    if risk is None:
        return [_("Assess the risk of testifying first.")]
    if not is_fresh(risk.on, risk.level, on):
        return [_("Assess the risk of testifying again: the last assessment is too old.")]
    if risk.level is not None and risk.level >= RiskLevel.CRITICAL:
        return [_("The risk is critical: the person does not testify until it falls.")]
    return []


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


def reminder_days(due_on: date, before: tuple[int, ...]) -> tuple[date, ...]:
    """The days on which people are reminded, earliest first."""
    return tuple(due_on - timedelta(days=days) for days in before)
