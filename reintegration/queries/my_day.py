"""What a case manager has to do: overdue, today, this week."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from cases.access import shows_name, visible_cases
from reintegration.models import FollowUp
from renate.accounts.models import Membership

WEEK = timedelta(days=6)


@dataclass(frozen=True)
class DueRow:
    """One follow-up to do; the name only where the role permits it."""

    ref: str
    code: str
    display_name: str
    purpose: str
    due_on: date
    days_overdue: int
    url: str


@dataclass(frozen=True)
class MyDay:
    """Follow-ups a member answers for, by urgency."""

    overdue: list[DueRow]
    today: list[DueRow]
    this_week: list[DueRow]

    @property
    def is_empty(self) -> bool:
        """Nothing to do this week."""
        return not (self.overdue or self.today or self.this_week)


def my_day(membership: Membership, on: date) -> MyDay:
    """Planned follow-ups until six days from now, in order of days, of cases the member may open."""
    due = FollowUp.objects.planned().of(membership).filter(due_on__lte=on + WEEK)
    mine = due.filter(case__in=visible_cases(membership).order_by().values("pk"))
    named = shows_name(membership)
    rows = [
        _row(follow_up, on, named)
        for follow_up in mine.select_related("case__person").order_by("due_on", "id")
    ]
    return MyDay(
        overdue=[row for row in rows if row.due_on < on],
        today=[row for row in rows if row.due_on == on],
        this_week=[row for row in rows if row.due_on > on],
    )


def _row(follow_up: FollowUp, on: date, named: bool) -> DueRow:
    case = follow_up.case
    return DueRow(
        ref=case.public_id,
        code=case.person.case_code,
        display_name=case.person.display_name if named else case.person.case_code,
        purpose=follow_up.get_purpose_display(),
        due_on=follow_up.due_on,
        days_overdue=follow_up.days_overdue(on),
        url=reverse("reintegration:follow_up_record", args=[case.public_id, follow_up.public_id]),
    )
