"""Employers with their newest check and open vacancies."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from reintegration.models import Employer, EmployerCheck, JobOffer
from reintegration.rules.work import is_vetting_valid
from reintegration.work_codes import OfferState, VettingResult


@dataclass(frozen=True)
class EmployerLine:
    """An employer in the list: `result` as it stands today, "" when never checked."""

    employer: Employer
    checked_on: date | None
    result: str
    is_valid: bool
    offers: int
    working: int

    @property
    def words(self) -> str:
        """How far one may trust, in words."""
        return str(VettingResult(self.result).label) if self.result else ""

    @property
    def tone(self) -> str:
        """The colour of the words."""
        if self.result == VettingResult.NOT_SUITABLE:
            return "warn"
        return "good" if self.result == VettingResult.SUITABLE and self.is_valid else "neutral"


def latest_check(employer: Employer) -> EmployerCheck | None:
    """The newest check."""
    return EmployerCheck.objects.filter(employer=employer).order_by("-on", "-id").first()


def employer_lines(on: date, *, every: bool = False) -> list[EmployerLine]:
    """All employers in use, or every one; one query."""
    newest = EmployerCheck.objects.filter(employer=OuterRef("pk")).order_by("-on", "-id")
    rows = Employer.objects.all() if every else Employer.objects.filter(is_active=True)
    found = rows.annotate(
        checked_on=Subquery(newest.values("on")[:1]),
        result=Subquery(newest.values("result")[:1]),
        open_offers=Count("offers", filter=Q(offers__state=OfferState.OPEN), distinct=True),
        working=Count("jobs", filter=Q(jobs__to_on__isnull=True), distinct=True),
    )
    return [
        EmployerLine(
            row,
            row.checked_on,
            row.result or "",
            row.checked_on is not None and is_vetting_valid(row.checked_on, on),
            row.open_offers,
            row.working,
        )
        for row in found.order_by("name")
    ]


def offers_of(employer: Employer) -> list[JobOffer]:
    """Vacancies, open ones first."""
    return sorted(
        JobOffer.objects.filter(employer=employer).order_by("-from_on", "-id"),
        key=lambda offer: offer.state != OfferState.OPEN,
    )
