"""Documents, the right to stay, the time to reflect."""

from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from cases.codes import DocumentStatus
from cases.models import Case, IdentityDocument, Person, ReflectionPeriod, ResidenceStatus
from cases.operations.people import may_identify
from cases.rules.papers import document_problem, reflection_end, reflection_problem
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError

Row = TypeVar("Row", bound=models.Model)


class PaperError(RuleError):
    """What is known about documents or status can't be stored as given."""


@transaction.atomic
def add_document(*, by: Membership, on: date, person: Person, **values: Any) -> IdentityDocument:
    """Record a document of the person, also a lost one (R-23). Raises PaperError."""
    return _store_document(IdentityDocument(person=person), values, "document.added")


@transaction.atomic
def update_document(
    *, by: Membership, on: date, document: IdentityDocument, **values: Any
) -> IdentityDocument:
    """Replace what is known about a document. Raises PaperError."""
    return _store_document(document, values, "document.updated")


@transaction.atomic
def add_residence(*, by: Membership, on: date, person: Person, **values: Any) -> ResidenceStatus:
    """Record on what ground the person may stay (S3-75, S4-03)."""
    residence = _fill(ResidenceStatus(person=person), values)
    return _save(residence, "residence.added")


@transaction.atomic
def update_residence(
    *, by: Membership, on: date, residence: ResidenceStatus, **values: Any
) -> ResidenceStatus:
    """Replace what is known about the right to stay."""
    return _save(_fill(residence, values), "residence.updated")


@transaction.atomic
def add_period(*, by: Membership, on: date, case: Case, **values: Any) -> ReflectionPeriod:
    """Record the time to reflect; its last day follows from the first (R-22). Raises PaperError."""
    if case.reflection_periods.filter(ended_on__isnull=True, to_on__gte=values["from_on"]).exists():
        raise PaperError(_("A period is running then already: change or end that one."), field="from_on")
    return _store_period(ReflectionPeriod(case=case), values, "period.added")


@transaction.atomic
def update_period(*, by: Membership, on: date, period: ReflectionPeriod, **values: Any) -> ReflectionPeriod:
    """Correct or end the time to reflect. Services don't depend on the decision (R-22). Raises PaperError."""
    return _store_period(period, values, "period.updated")


def _store_document(document: IdentityDocument, values: dict[str, Any], action: str) -> IdentityDocument:
    _fill(document, values)
    found = document_problem(
        issued_on=document.issued_on,
        expires_on=document.expires_on,
        is_expired=document.status == DocumentStatus.EXPIRED,
        today=clock.today(),
    )
    _refuse(found)
    if document.number and not may_identify(document.person):
        text = _("Storing identifying data was refused: leave the number empty.")
        raise PaperError(text, field="number")
    return _save(document, action)


def _store_period(period: ReflectionPeriod, values: dict[str, Any], action: str) -> ReflectionPeriod:
    _fill(period, values)
    period.to_on = reflection_end(period.from_on, period.days)
    found = reflection_problem(
        from_on=period.from_on,
        informed_on=period.informed_on,
        ended_on=period.ended_on,
        has_reason=bool(period.ended_reason),
        today=clock.today(),
    )
    _refuse(found)
    return _save(period, action)


def _refuse(found: tuple[str, str] | None) -> None:
    texts = {
        "future": _("This day is in the future."),
        "before_issue": _("The document would have expired before it was issued."),
        "not_expired": _("By its last day this document has not expired yet."),
        "before_start": _("The period would have ended before it began."),
        ("ended_reason", "missing"): _("Say why it ended."),
        ("ended_on", "missing"): _("Enter the day on which it ended."),
    }
    if found is not None:
        raise PaperError(texts.get(found) or texts[found[1]], field=found[0])


def _fill(row: Row, values: dict[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _save(row: Row, action: str) -> Row:
    row.full_clean()
    row.save()
    audit.record(action, on=row)
    return row
