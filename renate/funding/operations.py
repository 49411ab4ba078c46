"""Use cases of grants."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.funding.codes import DeadlineKind
from renate.funding.models import BudgetLine, Cost, Donor, Grant, GrantDeadline, Instalment, Programme
from renate.funding.rules import problems_of_cost, problems_of_grant, problems_of_part
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
    grantee: str = "",
) -> Grant:
    """Enter a grant in euros, with the first day on which the donor expects a report (S3-02)."""
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
        grantee=grantee,
    )
    grant.full_clean()
    grant.save()
    audit.record("grant.added", on=grant)
    if report_due_on:
        add_deadline(by=by, grant=grant, kind=DeadlineKind.REPORT, due_on=report_due_on)
    return grant


@transaction.atomic
def add_line(
    *, by: Membership, grant: Grant, name: str, category: str, amount: Decimal, is_restricted: bool = False
) -> BudgetLine:
    """Enter a line of a grant's budget; restricted money pays for its own category only."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    _check_part(grant, amount, BudgetLine)
    if grant.lines.filter(name=name).exists():
        raise GrantError(_("There is already a line of this name."), field="name")
    line = BudgetLine(grant=grant, name=name, category=category, amount=amount, is_restricted=is_restricted)
    line.full_clean()
    line.save()
    audit.record("grant.line_added", on=grant, category=category)
    return line


@transaction.atomic
def add_instalment(*, by: Membership, grant: Grant, amount: Decimal, due_on: date) -> Instalment:
    """Enter a payment that the donor has promised."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    _check_part(grant, amount, Instalment)
    instalment = Instalment(grant=grant, amount=amount, due_on=due_on)
    instalment.full_clean()
    instalment.save()
    audit.record("grant.instalment_added", on=grant)
    return instalment


def _check_part(grant: Grant, amount: Decimal, of: type[BudgetLine] | type[Instalment]) -> None:
    others = of.objects.filter(grant=grant).aggregate(total=Sum("amount"))["total"] or Decimal(0)
    if reasons := problems_of_part(amount=amount, grant_amount=grant.amount, others=others):
        raise GrantError(reasons, field="amount")


@transaction.atomic
def receive_instalment(*, by: Membership, on: date, instalment: Instalment) -> None:
    """The money has come; said twice, the first day stands."""
    if Instalment.objects.filter(pk=instalment.pk, received_on=None).update(received_on=on):
        audit.record("grant.instalment_received", on=instalment.grant)


@transaction.atomic
def add_deadline(*, by: Membership, grant: Grant, kind: str, due_on: date) -> GrantDeadline:
    """Enter a day on which the donor expects something; reminders go out before it (R-23)."""
    if grant.deadlines.filter(kind=kind, due_on=due_on).exists():
        raise GrantError(_("This deadline is there already."), field="due_on")
    deadline = GrantDeadline(grant=grant, kind=kind, due_on=due_on)
    deadline.full_clean()
    deadline.save()
    audit.record("grant.deadline_added", on=grant, kind=kind)
    return deadline


@transaction.atomic
def meet_deadline(*, by: Membership, on: date, deadline: GrantDeadline) -> None:
    """It was sent to the donor; no further reminder. Said twice, the first day stands."""
    if GrantDeadline.objects.filter(pk=deadline.pk, done_on=None).update(done_on=on):
        audit.record("grant.deadline_met", on=deadline.grant, kind=deadline.kind)


@transaction.atomic
def charge_cost(
    *,
    by: Membership,
    today: date,
    grant: Grant,
    on: date,
    category: str,
    amount: Decimal,
    line: BudgetLine | None = None,
    note: str = "",
) -> Cost:
    """Charge a cost to one grant, within its period; restricted lines pay for their category only (S1-16)."""
    if line is not None and line.grant_id != grant.pk:
        raise GrantError(_("This line belongs to another grant."), field="line")
    problems = problems_of_cost(
        amount=amount,
        on=on,
        today=today,
        grant_from=grant.from_on,
        grant_to=grant.to_on,
        category=category,
        restricted_to=line.category if line and line.is_restricted else None,
    )
    if problems:
        raise GrantError([text for _field, text in problems], field=problems[0][0])
    cost = Cost(grant=grant, line=line, on=on, category=category, amount=amount, note=note)
    cost.full_clean()
    cost.save()
    audit.record("grant.cost_charged", on=grant, category=category)
    return cost
