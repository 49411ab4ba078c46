"""What happened on the way, for the overview: each event names its section, so that roles can be kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from reintegration.codes import PlanStatus
from reintegration.follow_up_codes import FollowUpState
from reintegration.models import (
    FactorAssessment,
    FollowUp,
    PhasePeriod,
    Placement,
    ProgrammeCycle,
    ServicePlan,
    Setback,
)
from renate.accounts.roles import Section


@dataclass(frozen=True)
class TimelineEvent:
    """One event; title and detail are labels of codes, never free text."""

    on: date
    kind: str
    title: str
    detail: str
    section: str
    url: str


def timeline_events(case: Case) -> list[TimelineEvent]:
    """All events of re/integration of one case, newest first; a fixed number of queries."""
    sources = (_cycles, _phases, _plans, _assessments, _setbacks, _placements, _contacts)
    events = [event for source in sources for event in source(case)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def _event(case: Case, on: date | None, kind: str, title: str, detail: str, page: str) -> TimelineEvent:
    """Every source has filtered for its day."""
    section = Section.FACTORS if kind == "assessment" else Section.PLAN
    url = reverse(f"reintegration:{page}", args=[case.public_id])
    return TimelineEvent(cast(date, on), kind, title, detail, section, url)


def _cycles(case: Case) -> Iterator[TimelineEvent]:
    for cycle in ProgrammeCycle.objects.filter(case=case, ended_on__isnull=False):
        title = _("Cycle %(number)d ended") % {"number": cycle.number}
        yield _event(case, cycle.ended_on, "cycle", title, cycle.get_end_outcome_display(), "phase_show")


def _phases(case: Case) -> Iterator[TimelineEvent]:
    before: tuple[int, str] | None = None
    periods = PhasePeriod.objects.filter(cycle__case=case).order_by("from_on", "id")
    for period in periods:
        words = {"phase": period.get_phase_display()}
        stays = before == (period.cycle_id, period.phase)
        title = _("Stays in: %(phase)s") % words if stays else _("Phase: %(phase)s") % words
        yield _event(case, period.from_on, "phase", title, period.get_basis_display(), "phase_show")
        before = (period.cycle_id, period.phase)


def _plans(case: Case) -> Iterator[TimelineEvent]:
    agreed = ServicePlan.objects.filter(case=case, agreed_on__isnull=False)
    for plan in agreed.exclude(status=PlanStatus.DRAFT):
        title = _("Plan %(version)d agreed") % {"version": plan.version}
        yield _event(case, plan.agreed_on, "plan", title, plan.get_agreed_form_display(), "plan_show")


def _assessments(case: Case) -> Iterator[TimelineEvent]:
    for row in FactorAssessment.objects.standing().filter(case=case):
        title = _("Fourteen factors")
        yield _event(case, row.on, "assessment", title, row.get_kind_display(), "factor_show")


def _setbacks(case: Case) -> Iterator[TimelineEvent]:
    for row in Setback.objects.filter(case=case):
        title = _("Setback: %(kind)s") % {"kind": row.get_kind_display()}
        yield _event(case, row.on, "setback", title, row.get_severity_display(), "phase_show")


def _placements(case: Case) -> Iterator[TimelineEvent]:
    for row in Placement.objects.filter(case=case):
        yield _event(case, row.from_on, "placement", _("Placement"), row.get_kind_display(), "phase_show")


def _contacts(case: Case) -> Iterator[TimelineEvent]:
    settled = FollowUp.objects.filter(case=case, done_on__isnull=False)
    for row in settled.exclude(state=FollowUpState.CANCELLED):
        title = row.get_purpose_display()
        yield _event(case, row.done_on, "contact", title, row.get_reached_display(), "follow_up_list")
