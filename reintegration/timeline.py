"""What re/integration puts on the timeline of a file: labels of codes, never free text."""

from typing import Any

from django.db.models import CharField, Value, Window
from django.db.models.functions import Coalesce, Concat, Lag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import timeline
from cases.codes import ClosureOutcome
from cases.timeline import Row, Source
from cases.timeline_sources import label
from reintegration.codes import (
    AssessmentKind,
    Phase,
    PhaseBasis,
    PlacementKind,
    PlanStatus,
    SetbackKind,
    Severity,
)
from reintegration.follow_up_codes import FollowUpState, Purpose, Reached
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

PHASE, PLAN, CONTACT = gettext_lazy("Phase"), gettext_lazy("Plan"), gettext_lazy("Contact")


def _agreed(case: Any, _by: Any) -> Any:
    return ServicePlan.objects.filter(case=case, agreed_on__isnull=False).exclude(status=PlanStatus.DRAFT)


def _phases(case: Any, _by: Any) -> Any:
    """Each decision beside the phase before it: a stay reads otherwise than a move."""
    before = Window(Lag("phase"), partition_by="cycle", order_by=["from_on", "id"])
    periods = PhasePeriod.objects.filter(cycle__case=case)
    return periods.annotate(
        told=Concat("phase", Value("|"), Coalesce(before, Value("")), output_field=CharField())
    )


def _phase(row: Row) -> str:
    phase, _sign, before = row.code.partition("|")
    words = {"phase": label(Phase, phase)}
    return _("Stays in: %(phase)s") % words if phase == before else _("Phase: %(phase)s") % words


def _contacts(case: Any, _by: Any) -> Any:
    settled = FollowUp.objects.filter(case=case, done_on__isnull=False)
    return settled.exclude(state=FollowUpState.CANCELLED)


def _cycle(row: Row) -> str:
    return _("Cycle %(number)s ended") % {"number": row.code}


SOURCES = (
    Source(
        "cycle", "phase", PHASE, Section.PLAN,
        lambda case, _by: ProgrammeCycle.objects.filter(case=case, ended_on__isnull=False), "ended_on",
        _cycle, "reintegration:phase_show", lambda row: label(ClosureOutcome, row.extra),
        "number", "end_outcome",
    ),
    Source(
        "phase", "phase", PHASE, Section.PLAN,
        _phases, "from_on", _phase, "reintegration:phase_show",
        lambda row: label(PhaseBasis, row.extra), "told", "basis", "decided_by",
    ),
    Source(
        "plan", "plan", PLAN, Section.PLAN, _agreed, "agreed_on",
        lambda row: _("Plan %(version)s agreed") % {"version": row.code}, "reintegration:plan_show",
        code="version",
    ),
    Source(
        "factors", "assessment", gettext_lazy("Assessment"), Section.FACTORS,
        lambda case, _by: FactorAssessment.objects.standing().filter(case=case), "on",
        lambda _row: _("Fourteen factors"), "reintegration:factor_show",
        lambda row: label(AssessmentKind, row.code), "kind", by="by",
    ),
    Source(
        "setback", "setback", gettext_lazy("Setback"), Section.PLAN,
        lambda case, _by: Setback.objects.filter(case=case), "on",
        lambda row: label(SetbackKind, row.code), "reintegration:phase_show",
        lambda row: label(Severity, row.extra), "kind", "severity",
    ),
    Source(
        "placement", "placement", gettext_lazy("Placement"), Section.PLAN,
        lambda case, _by: Placement.objects.filter(case=case), "from_on",
        lambda row: label(PlacementKind, row.code), "reintegration:phase_show", code="kind",
    ),
    Source(
        "contact", "contact", CONTACT, Section.PLAN, _contacts, "done_on",
        lambda row: label(Purpose, row.code), "reintegration:follow_up_list",
        lambda row: label(Reached, row.extra), "purpose", "reached", "done_by",
    ),
)  # fmt: skip


def register() -> None:
    """Called once at start-up."""
    timeline.register(*SOURCES)
