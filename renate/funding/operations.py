"""Use cases of grants."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from renate import audit
from renate.accounts.models import Membership
from renate.funding.models import Donor, Grant, Programme
from renate.funding.rules import problems_of_grant
from renate.kit.errors import RuleError


class GrantError(RuleError):
    """The grant does not fit its programme, its period or another grant."""


@transaction.atomic
def add_donor(*, by: Membership, name: str, kind: str) -> Donor:
    """Enter a donor (S3-77)."""
    donor = Donor(name=name, kind=kind)
    donor.full_clean()
    donor.save()
    audit.record("donor.added", on=donor, kind=kind)
    return donor


@transaction.atomic
def add_programme(
    *, by: Membership, name: str, code: str, from_on: date, to_on: date | None = None
) -> Programme:
    """Enter a programme that grants are given for."""
    programme = Programme(name=name, code=code, from_on=from_on, to_on=to_on)
    programme.full_clean()
    programme.save()
    audit.record("programme.added", on=programme)
    return programme


@transaction.atomic
def add_grant(
    *,
    by: Membership,
    donor: Donor,
    programme: Programme,
    code: str,
    amount: Decimal,
    from_on: date,
    to_on: date,
    report_due_on: date | None = None,
) -> Grant:
    """Enter a grant in euros (S3-02)."""
    reasons = problems_of_grant(
        amount=amount,
        from_on=from_on,
        to_on=to_on,
        programme_from=programme.from_on,
        programme_to=programme.to_on,
    )
    if reasons:
        raise GrantError(reasons)
    if Grant.objects.filter(code=code).exists():
        raise GrantError(f"There is already a grant {code}.", field="code")
    grant = Grant(
        donor=donor,
        programme=programme,
        code=code,
        amount=amount,
        from_on=from_on,
        to_on=to_on,
        report_due_on=report_due_on,
    )
    grant.full_clean()
    grant.save()
    audit.record("grant.added", on=grant)
    return grant
