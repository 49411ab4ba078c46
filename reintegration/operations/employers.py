"""Employers, their checks and vacancies (S1-14, S1-18). Nothing about a person goes into them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reintegration.models import Employer, EmployerCheck, JobOffer
from reintegration.reasons import rule_error
from reintegration.rules.work import vetting_result
from reintegration.work_codes import OfferState
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class EmployerError(RuleError):
    """The employer can't be kept as given."""


@dataclass(frozen=True)
class OfferDetails:
    """A vacancy."""

    title: str
    until: date | None = None
    places: int = 1
    hours_week: int | None = None
    net_wage: Decimal | None = None
    asks_for: str = ""


@transaction.atomic
def save_employer(*, by: Membership, employer: Employer | None = None, **details: Any) -> Employer:
    """Add an employer, or change one; `details` are the fields of `Employer`."""
    row = employer or Employer()
    for name, value in details.items():
        setattr(row, name, value)
    if Employer.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise EmployerError(_("There is an employer of this name."), field="name")
    row.full_clean()
    row.save()
    audit.record("employer.saved", on=row)
    return row


@transaction.atomic
def check_employer(
    *, by: Membership, on: date, employer: Employer, answers: Mapping[str, str], note: str = ""
) -> EmployerCheck:
    """Keep the answers for signs of forced labour; the result follows from them (S1-14)."""
    if on > clock.today():
        raise rule_error("in_future", "on", EmployerError)
    check = EmployerCheck(
        employer=employer, on=on, by=by, answers=dict(answers), result=vetting_result(answers), note=note
    )
    check.full_clean()
    check.save()
    audit.record("employer.checked", on=employer, result=check.result)
    return check


@transaction.atomic
def add_job_offer(*, by: Membership, on: date, employer: Employer, details: OfferDetails) -> JobOffer:
    """Keep a vacancy (S1-18)."""
    if details.until is not None and details.until < on:
        raise EmployerError(_("The last day is before the first."), field="until")
    offer = JobOffer(employer=employer, from_on=on, **vars(details))
    offer.full_clean()
    offer.save()
    audit.record("employer.offer_added", on=employer)
    return offer


@transaction.atomic
def close_job_offer(*, by: Membership, on: date, offer: JobOffer, state: str) -> JobOffer:
    """A vacancy is filled or withdrawn."""
    if offer.state != OfferState.OPEN:
        raise EmployerError(_("This vacancy is closed already."))
    offer.state = OfferState(state)
    offer.full_clean()
    offer.save()
    audit.record("employer.offer_closed", on=offer.employer, state=state)
    return offer
