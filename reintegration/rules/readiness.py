"""Readiness for the next phase and for closure (R-04, R-05, R-06): a checklist, never a verdict.

The facts are gathered elsewhere; the decision stays human and may be taken with a reason.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from cases.codes import RiskLevel
from reintegration.codes import AssessmentKind, Phase, ScoreLevel
from reintegration.instrument import CRITICAL_FACTORS

ASSESSMENT_FRESH_DAYS = 30
MIN_MONTHS_HELD = 3


@dataclass(frozen=True)
class Assessed:
    """A final assessment: day, kind, valid worker's scores by factor, factors that do not apply."""

    on: date
    kind: str
    scores: Mapping[int, int]
    not_applicable: frozenset[int] = frozenset()

    def below(self, level: int, factors: Iterable[int]) -> tuple[int, ...]:
        """Those of the factors that apply and fall short; one not known falls short."""
        return tuple(n for n in factors if n not in self.not_applicable and self.scores.get(n, 0) < level)


@dataclass(frozen=True)
class ReadinessFacts:
    """All that the three checklists look at. None means: not known."""

    on: date
    assessments: tuple[Assessed, ...] = ()  # final ones of the cycle, newest first
    risk_level: int | None = None  # None too when its review has lapsed
    safety_plan_reviewed: bool = False
    urgent_health_seen: bool = False
    plan_agreed: bool = False
    legal_status_checked: bool = False
    has_contact_plan: bool = False
    livelihood_under_way: bool = False
    livelihood_applies: bool = True
    has_housing_plan: bool = False
    person_agrees: bool | None = None
    post_closure_asked: bool = False
    trusted_people: int | None = None

    @property
    def latest(self) -> Assessed | None:
        """The newest final assessment."""
        return self.assessments[0] if self.assessments else None

    def has_risk_up_to(self, level: int) -> bool:
        """The risk is known and no higher; what nobody has looked at is missing, never a yes."""
        return self.risk_level is not None and self.risk_level <= level


@dataclass(frozen=True)
class Check:
    """One line of a checklist; `factors` names the factors that fall short."""

    code: str
    met: bool
    factors: tuple[int, ...] = ()


@dataclass(frozen=True)
class Readiness:
    """A whole checklist for one target phase."""

    target: str
    rule: str
    checks: tuple[Check, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        """What is not there yet."""
        return tuple(check for check in self.checks if not check.met)

    @property
    def is_ready(self) -> bool:
        """Nothing is missing."""
        return not self.missing

    def snapshot(self) -> dict:
        """Codes only, to be kept with the decision (R-01)."""
        return {
            "target": self.target,
            "rule": self.rule,
            "checks": [{"code": c.code, "met": c.met, "factors": list(c.factors)} for c in self.checks],
        }


def readiness_for(target: str, facts: ReadinessFacts) -> Readiness | None:
    """The checklist of a forward target; None where no checklist exists (crisis, extended)."""
    checklist = _CHECKLISTS.get(target)
    if checklist is None:
        return None
    rule, checks = checklist
    return Readiness(target, rule, checks(facts))


def _fresh_assessment(facts: ReadinessFacts, kinds: frozenset[str] | None = None) -> Check:
    latest = facts.latest
    fresh = latest is not None and (facts.on - latest.on).days <= ASSESSMENT_FRESH_DAYS
    right_kind = kinds is None or (latest is not None and latest.kind in kinds)
    return Check("assessment_fresh" if kinds is None else "closure_assessment", fresh and right_kind)


def _at_least(facts: ReadinessFacts, level: int, factors: tuple[int, ...], code: str) -> Check:
    short = facts.latest.below(level, factors) if facts.latest else factors
    return Check(code, not short, short)


def _for_transition(facts: ReadinessFacts) -> tuple[Check, ...]:
    return (
        _fresh_assessment(facts),
        _at_least(facts, 2, (1, 5), "home_and_safety_2"),
        Check("no_critical_risk", facts.has_risk_up_to(RiskLevel.HIGH)),
        Check("urgent_health_seen", facts.urgent_health_seen),
        Check("plan_agreed", facts.plan_agreed),
        Check("legal_status_checked", facts.legal_status_checked),
        Check("contact_plan", facts.has_contact_plan),
    )


def _for_reintegration(facts: ReadinessFacts) -> tuple[Check, ...]:
    risk_held = facts.has_risk_up_to(RiskLevel.MODERATE) or facts.safety_plan_reviewed
    livelihood = facts.livelihood_under_way or not facts.livelihood_applies
    return (
        _fresh_assessment(facts),
        _at_least(facts, 3, (1, 5, 9, 10), "home_safety_health_3"),
        Check("risk_moderate_or_plan_reviewed", risk_held),
        Check("livelihood_under_way", livelihood),
        Check("housing_plan", facts.has_housing_plan),
    )


def _for_closure(facts: ReadinessFacts) -> tuple[Check, ...]:
    return (
        _fresh_assessment(facts, frozenset({AssessmentKind.CLOSURE})),
        _at_least(facts, ScoreLevel.STABLE, CRITICAL_FACTORS, "critical_factors_4"),
        _no_factor_critical(facts),
        Check("held_three_months", _has_held(facts)),
        Check("person_agrees", facts.person_agrees is True),
        Check("post_closure_asked", facts.post_closure_asked),
        Check("trusted_person", (facts.trusted_people or 0) >= 1),
    )


def _no_factor_critical(facts: ReadinessFacts) -> Check:
    short = _factors_at_one(facts.latest) if facts.latest else ()
    return Check("no_factor_1", facts.latest is not None and not short, short)


def _factors_at_one(assessed: Assessed) -> tuple[int, ...]:
    return tuple(n for n, score in sorted(assessed.scores.items()) if score == ScoreLevel.CRITICAL)


def _has_held(facts: ReadinessFacts) -> bool:
    """The scores have held through consecutive assessments that span three months or more."""
    if facts.latest is None:
        return False
    since = facts.latest.on
    for assessed in facts.assessments:
        if assessed.below(ScoreLevel.STABLE, CRITICAL_FACTORS) or _factors_at_one(assessed):
            break
        since = assessed.on
    return facts.latest.on >= since + relativedelta(months=MIN_MONTHS_HELD)


_CHECKLISTS: dict[str, tuple[str, Callable[[ReadinessFacts], tuple[Check, ...]]]] = {
    Phase.TRANSITION: ("R-04", _for_transition),
    Phase.REINTEGRATION: ("R-05", _for_reintegration),
    Phase.FOLLOW_UP: ("R-06", _for_closure),
}
