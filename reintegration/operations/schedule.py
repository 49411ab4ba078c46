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

_PLAN_FIELDS = (
    "anchor", "anchor_ref", "purpose", "due_on", "interval_days", "window_start", "window_end", "lapse_on",
)  # fmt: skip
_STATE_FIELDS = ("remind_on", "reminded_on", "state", "cancel_cause")
_AFTER_CLOSURE = frozenset({Anchor.CLOSURE, Anchor.EVALUATION})


def lock_schedule(case: Case) -> ProgrammeCycle | None:
    """The newest cycle, locked: whoever changes a schedule locks the cycle first, then follow-ups."""
    return ProgrammeCycle.objects.select_for_update().filter(case=case).order_by("-number").first()


@transaction.atomic
def plan_follow_ups(*, by: Membership | None, on: date, case: Case) -> list[FollowUp]:
    """Bring the planned follow-ups of a case in line with phase, risk, return, placement, jobs, trainings,
    consent and closure.

    What was done stays, what is overdue stays owed until it lapses; only the future is re-dated, in
    place. Calling it twice changes nothing. A fixed number of queries, whatever the number of follow-ups.
    What is entered late is planned from today: a schedule made today owes nothing for yesterday.
    """
    day = max(on, clock.today())
    cycle = lock_schedule(case)
    if cycle is None:
        return []
    rows = FollowUp.objects.filter(case=case)
    lapsed, planned = _part(rows.planned().order_by("due_on", "id"), day)
    FollowUp.objects.bulk_update(lapsed, _STATE_FIELDS)
    facts = schedule_facts(case, cycle, day)
    settled = set(rows.exclude(anchor_ref="").settled().values_list("anchor", "anchor_ref"))
    changes = _Changes(case, cycle, facts)
    changes.contacts([row for row in planned if not row.anchor_ref], day)
    changes.checks([row for row in planned if row.anchor_ref], day, settled)
    changes.save()
    counts = {
        "added": len(changes.added), "moved": len(changes.changed), "cancelled": len(changes.surplus),
        "missed": len(lapsed),
    }  # fmt: skip
    if any(counts.values()):
        audit.record("follow_ups.planned", on=case, **counts)
    return sorted(changes.standing, key=lambda row: row.due_on)


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


class _Changes:
    """What has to change so that the planned rows are as the rules want them."""

    def __init__(self, case: Case, cycle: ProgrammeCycle, facts: ScheduleFacts) -> None:
        self.case, self.cycle, self.facts = case, cycle, facts
        self.changed: list[FollowUp] = []
        self.surplus: list[FollowUp] = []
        self.added: list[FollowUp] = []
        self.standing: list[FollowUp] = []

    def contacts(self, planned: list[FollowUp], day: date) -> None:
        """The rolling series: rows are re-dated in their order, what is overdue stays owed."""
        if self.facts.phase is None:
            self.surplus += planned
            return
        owed = [row for row in planned if row.due_on < day]
        future = [row for row in planned if row.due_on >= day]
        wanted = schedule.plan(self.facts, day, owed=owed[-1].due_on if owed else None)
        for row, plan in zip(future, wanted, strict=False):
            self._redate(row, plan)
        self.surplus += future[len(wanted) :]
        self.standing += owed
        for plan in wanted[len(future) :]:
            self._add(plan)

    def checks(self, planned: list[FollowUp], day: date, settled: set[tuple[str, str]]) -> None:
        """Checks are known by name: each stands once, moves with its event, and goes when it does."""
        wanted = {(plan.anchor, plan.anchor_ref): plan for plan in schedule.plan_checks(self.facts, day)}
        for row in planned:
            plan = wanted.pop((row.anchor, row.anchor_ref), None)
            if plan is not None:
                self._redate(row, plan)
            elif row.due_on < day and self._still_fits(row):
                self.standing.append(row)
            else:
                self.surplus.append(row)
        for key, plan in wanted.items():
            if key not in settled:
                self._add(plan)

    def save(self) -> None:
        """Three statements at most."""
        for row in self.surplus:
            row.state, row.cancel_cause, row.remind_on = FollowUpState.CANCELLED, self._cause(row), None
        FollowUp.objects.bulk_update([*self.changed, *self.surplus], (*_PLAN_FIELDS, *_STATE_FIELDS))
        FollowUp.objects.bulk_create(self.added)

    def _redate(self, row: FollowUp, plan: Planned) -> None:
        """Give a planned row its new place; whoever is responsible stays."""
        if row.due_on != plan.due_on:
            row.remind_on, row.reminded_on = plan.due_on, None
        before = [getattr(row, name) for name in _PLAN_FIELDS]
        for name in _PLAN_FIELDS:
            setattr(row, name, getattr(plan, name))
        if before != [getattr(row, name) for name in _PLAN_FIELDS]:
            self.changed.append(row)
        self.standing.append(row)

    def _add(self, plan: Planned) -> None:
        values = {name: getattr(plan, name) for name in _PLAN_FIELDS}
        row = FollowUp(case=self.case, cycle=self.cycle, remind_on=plan.due_on, **values)
        self.added.append(row)
        self.standing.append(row)

    def _still_fits(self, row: FollowUp) -> bool:
        """Overdue, and its reason stands: it stays owed until it lapses."""
        if row.anchor in _AFTER_CLOSURE:
            return self.facts.phase is None and self.facts.may_contact_after_closure
        known = {check.key for check in self.facts.checks}
        return self.facts.phase is not None and row.anchor_ref in known

    def _cause(self, row: FollowUp) -> str:
        """Why it is out of the schedule."""
        if row.anchor in _AFTER_CLOSURE:
            reopened = self.facts.phase is not None
            return CancelCause.ANCHOR_ENDED if reopened else CancelCause.CONSENT_WITHDRAWN
        if self.facts.phase is None:
            return CancelCause.CYCLE_ENDED
        return CancelCause.ANCHOR_ENDED if row.anchor_ref else CancelCause.RESCHEDULED
