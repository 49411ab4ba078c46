"""Planning follow-ups by rule (domain 2.8)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from cases.models import Case
from reintegration.follow_up_codes import Anchor, CancelCause, FollowUpState
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.queries.schedule import schedule_facts
from reintegration.rules import schedule
from reintegration.rules.schedule import Planned, ScheduleFacts
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock

_PLAN_FIELDS = ("anchor", "purpose", "due_on", "interval_days", "window_start", "window_end", "lapse_on")
_STATE_FIELDS = ("remind_on", "reminded_on", "state", "cancel_cause")


def lock_schedule(case: Case) -> ProgrammeCycle | None:
    """The newest cycle, locked: whoever changes a schedule locks the cycle first, then follow-ups."""
    return ProgrammeCycle.objects.select_for_update().filter(case=case).order_by("-number").first()


@transaction.atomic
def plan_follow_ups(*, by: Membership | None, on: date, case: Case) -> list[FollowUp]:
    """Bring the planned follow-ups of a case in line with phase, risk, placement, consent and closure.

    What was done stays, what is overdue stays owed until it lapses; only the future is re-dated, in
    place. Calling it twice changes nothing. A fixed number of queries, whatever the number of follow-ups.
    What is entered late is planned from today: a schedule made today owes nothing for yesterday.
    """
    day = max(on, clock.today())
    cycle = lock_schedule(case)
    if cycle is None:
        return []
    lapsed, planned = _part(FollowUp.objects.planned().filter(case=case).order_by("due_on", "id"), day)
    FollowUp.objects.bulk_update(lapsed, _STATE_FIELDS)
    facts = schedule_facts(case, cycle, day)
    standing = [row for row in planned if _still_fits(row, facts)]
    owed = [row for row in standing if row.due_on < day]
    future = [row for row in standing if row.due_on >= day]
    wanted = schedule.plan(facts, day, owed=owed[-1].due_on if owed else None)
    changed = [row for row, plan in zip(future, wanted, strict=False) if _redate(row, plan)]
    surplus = [*(row for row in planned if row not in standing), *future[len(wanted) :]]
    for row in surplus:
        _cancel(row, facts)
    added = [_new(case, cycle, plan) for plan in wanted[len(future) :]]
    FollowUp.objects.bulk_update([*changed, *surplus], (*_PLAN_FIELDS, *_STATE_FIELDS))
    FollowUp.objects.bulk_create(added)
    counts = {"added": len(added), "moved": len(changed), "cancelled": len(surplus), "missed": len(lapsed)}
    if any(counts.values()):
        audit.record("follow_ups.planned", on=case, **counts)
    return [*owed, *future[: len(wanted)], *added]


def _part(rows: Iterable[FollowUp], on: date) -> tuple[list[FollowUp], list[FollowUp]]:
    """Those whose time has passed, now missed, and those that are still to be done."""
    lapsed: list[FollowUp] = []
    planned: list[FollowUp] = []
    for row in rows:
        if row.lapse_on <= on:
            row.state, row.remind_on = FollowUpState.MISSED, None
            lapsed.append(row)
        else:
            planned.append(row)
    return lapsed, planned


def _still_fits(row: FollowUp, facts: ScheduleFacts) -> bool:
    """Contacts after closure belong to a closed case and a standing consent, all others to a running one."""
    if facts.phase is None:
        return row.anchor == Anchor.CLOSURE and facts.may_contact_after_closure
    return row.anchor != Anchor.CLOSURE


def _redate(row: FollowUp, plan: Planned) -> bool:
    """Give a planned row its new place; whoever is responsible stays. Says whether anything changed."""
    if row.due_on != plan.due_on:
        row.remind_on, row.reminded_on = plan.due_on, None
    before = [getattr(row, name) for name in _PLAN_FIELDS]
    for name in _PLAN_FIELDS:
        setattr(row, name, getattr(plan, name))
    return before != [getattr(row, name) for name in _PLAN_FIELDS]


def _cancel(row: FollowUp, facts: ScheduleFacts) -> None:
    """Out of the schedule, with the cause."""
    if facts.phase is not None:
        cause = CancelCause.RESCHEDULED
    elif row.anchor == Anchor.CLOSURE and not facts.may_contact_after_closure:
        cause = CancelCause.CONSENT_WITHDRAWN
    else:
        cause = CancelCause.CYCLE_ENDED
    row.state, row.cancel_cause, row.remind_on = FollowUpState.CANCELLED, cause, None


def _new(case: Case, cycle: ProgrammeCycle, plan: Planned) -> FollowUp:
    values = {name: getattr(plan, name) for name in _PLAN_FIELDS}
    return FollowUp(case=case, cycle=cycle, remind_on=plan.due_on, **values)
