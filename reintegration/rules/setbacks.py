"""What a setback asks for (R-08, R-09). It proposes and reminds; it moves nobody."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.codes import FamilyConclusion
from reintegration.codes import Phase, PlacementKind, SetbackEffect, Severity

PLAN_REVIEW = timedelta(days=14)
EVENT_ASSESSMENT = timedelta(days=14)
RISK_REVIEW = timedelta(hours=48)
# After closure these begin a new cycle with its own clock.
REOPENING = frozenset({SetbackEffect.CASE_REOPENED, SetbackEffect.CYCLE_NEW})
_ACTIVE_EFFECTS = frozenset(
    {SetbackEffect.NONE, SetbackEffect.PLAN_REVISED, SetbackEffect.EXTRA_MONITORING, SetbackEffect.PHASE_BACK}
)
_CLOSED_EFFECTS = REOPENING | {SetbackEffect.NONE}


@dataclass(frozen=True)
class Demands:
    """What has to follow, and until when."""

    plan_review_by: date | None = None
    assessment_by: date | None = None
    risk_review_by: date | None = None
    tell_coordinator: bool = False


def demands_of(severity: int, on: date, *, after_closure: bool = False) -> Demands:
    """R-08: from 2 a plan review in 14 days; 3 also an assessment, a risk review and the coordinator."""
    if after_closure or severity < Severity.SERIOUS:
        return Demands(tell_coordinator=severity >= Severity.SEVERE)
    if severity < Severity.SEVERE:
        return Demands(plan_review_by=on + PLAN_REVIEW)
    return Demands(on + PLAN_REVIEW, on + EVENT_ASSESSMENT, on + RISK_REVIEW, tell_coordinator=True)


def entry_phase_for(effect: str, assessed: str) -> str:
    """R-09: opened again for follow-up only, or in the phase that people assess; "" when none was."""
    return Phase.FOLLOW_UP if effect == SetbackEffect.CASE_REOPENED else assessed


def offers_step_back(severity: int, effect: str, *, after_closure: bool) -> bool:
    """R-08: after a severe setback, or when it was chosen, the decision on an earlier phase is offered."""
    return not after_closure and (severity >= Severity.SEVERE or effect == SetbackEffect.PHASE_BACK)


def allowed_effects(*, after_closure: bool) -> frozenset[str]:
    """While active no new cycle (R-08); after closure: note, follow-up, or a new cycle (R-09)."""
    return _CLOSED_EFFECTS if after_closure else _ACTIVE_EFFECTS


def placement_problem(kind: str, *, is_minor: bool, conclusion: str) -> str | None:
    """Why a placement must wait for the family's assessment; None when it may go on (R-16, S2-13)."""
    with_family = kind in {PlacementKind.OWN_FAMILY, PlacementKind.EXTENDED_FAMILY}
    if not conclusion and (with_family or is_minor):
        return "family_assessment"
    return "family_not_suitable" if with_family and conclusion == FamilyConclusion.NOT_SUITABLE else None
