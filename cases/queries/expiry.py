"""What of the open cases ends soon or asks to be looked at again: one question a kind (R-22, R-23)."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from cases.codes import OPEN_STATUSES, ConsentDecision, DocumentStatus
from cases.models import (
    Case,
    Consent,
    ContactPlan,
    IdentityDocument,
    ReflectionPeriod,
    ResidenceStatus,
)
from cases.rules.expiry import Expiring, window

Window = tuple[date, date]


class Ending(NamedTuple):
    """A row of an open case with its last day; `ref` is the row's."""

    kind: str
    ref: str
    last_day: date
    case_id: int


def endings(today: date) -> list[Ending]:
    """Everything for which a reminder may be due today, in a fixed order."""
    found = [Ending(kind, *values) for kind, ask in _SOURCES.items() for values in ask(window(kind, today))]
    return sorted(set(found))


def _documents(between: Window) -> Any:
    # What is lost or kept by others needs a new document, not a reminder.
    held = IdentityDocument.objects.filter(
        status=DocumentStatus.VALID, person__cases__status__in=OPEN_STATUSES, expires_on__range=between
    )
    return held.values_list("public_id", "expires_on", "person__cases__id")


def _residences(between: Window) -> Any:
    ending = ResidenceStatus.objects.filter(person__cases__status__in=OPEN_STATUSES, valid_to__range=between)
    return ending.values_list("public_id", "valid_to", "person__cases__id")


def _reflections(between: Window) -> Any:
    running = ReflectionPeriod.objects.filter(case__status__in=OPEN_STATUSES, ended_on__isnull=True)
    return running.filter(to_on__range=between).values_list("public_id", "to_on", "case_id")


def _consents(between: Window) -> Any:
    given = Consent.objects.current().filter(
        case__status__in=OPEN_STATUSES, decision=ConsentDecision.GIVEN, valid_until__range=between
    )
    return given.values_list("public_id", "valid_until", "case_id")


def _contact_plans(between: Window) -> Any:
    current = ContactPlan.objects.filter(case__status__in=OPEN_STATUSES, is_current=True)
    return current.filter(check_on__range=between).values_list("public_id", "check_on", "case_id")


def _risk_reviews(between: Window) -> Any:
    due = Case.objects.open().with_risk().filter(risk_review_due__range=between)
    return due.values_list("public_id", "risk_review_due", "pk")


_SOURCES: dict[str, Callable[[Window], Any]] = {
    Expiring.DOCUMENT: _documents,
    Expiring.RESIDENCE: _residences,
    Expiring.REFLECTION: _reflections,
    Expiring.CONSENT: _consents,
    Expiring.CONTACT_PLAN: _contact_plans,
    Expiring.RISK_REVIEW: _risk_reviews,
}
