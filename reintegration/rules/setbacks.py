"""What a setback asks for (R-08, R-09). It proposes and reminds; it moves nobody."""

from dataclasses import dataclass
from datetime import date, timedelta

from reintegration.codes import SetbackEffect, Severity

PLAN_REVIEW = timedelta(days=14)
EVENT_ASSESSMENT = timedelta(days=14)
RISK_REVIEW = timedelta(hours=48)
_ACTIVE_EFFECTS = frozenset(
    {SetbackEffect.NONE, SetbackEffect.PLAN_REVISED, SetbackEffect.EXTRA_MONITORING, SetbackEffect.PHASE_BACK}
)
_CLOSED_EFFECTS = frozenset({SetbackEffect.NONE, SetbackEffect.CASE_REOPENED, SetbackEffect.CYCLE_NEW})


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


def allowed_effects(*, after_closure: bool) -> frozenset[str]:
    """While active no new cycle (R-08); after closure: note, follow-up, or a new cycle (R-09)."""
    return _CLOSED_EFFECTS if after_closure else _ACTIVE_EFFECTS
