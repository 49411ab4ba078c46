"""The schedule and the safe way of contact, as their pages show them."""

from dataclasses import dataclass
from datetime import date

from cases.models import Case, ContactPlan
from cases.rules.contact import needs_check
from reintegration.follow_up_codes import FollowUpState, NoContactReason
from reintegration.models import FollowUp
from reintegration.queries.schedule import no_contact_reason, recent_misses
from reintegration.rules.schedule import is_lost_contact

MOST_SETTLED = 30


@dataclass(frozen=True)
class SchedulePage:
    """Planned ones in order, settled ones newest first."""

    planned: list[FollowUp]
    settled: list[FollowUp]
    today: date
    no_contact: NoContactReason
    is_lost: bool

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(row.due_on < self.today for row in self.planned)


def schedule_page(case: Case, today: date) -> SchedulePage:
    """All that the follow-up page shows; a fixed number of queries."""
    rows = FollowUp.objects.filter(case=case).select_related("responsible__user", "done_by__user")
    settled = rows.exclude(state__in=[FollowUpState.PLANNED, FollowUpState.CANCELLED])
    return SchedulePage(
        planned=list(rows.planned().order_by("due_on", "id")),
        settled=list(settled.order_by("-due_on", "-id")[:MOST_SETTLED]),
        today=today,
        no_contact=no_contact_reason(case),
        is_lost=is_lost_contact(recent_misses(case)),
    )


@dataclass(frozen=True)
class ContactPage:
    """What has to be read before a contact; `plan` only for roles that may read it (section A)."""

    plan: ContactPlan | None
    has_plan: bool
    may_read: bool
    is_old: bool
    no_contact: NoContactReason


def contact_page(case: Case, *, with_plan: bool, today: date) -> ContactPage:
    """The safe way of contact, and whether contact is possible at all."""
    plan = ContactPlan.objects.filter(case=case, is_current=True).first()
    return ContactPage(
        plan=plan if with_plan else None,
        has_plan=plan is not None,
        may_read=with_plan,
        is_old=plan is not None and needs_check(plan.check_on, today),
        no_contact=no_contact_reason(case),
    )
