"""The facts behind the readiness checklists (R-04, R-05, R-06): a fixed number of queries."""

from datetime import date, timedelta

from cases.codes import ConsentPurpose
from cases.models import Case, ContactPlan, RiskAssessment
from cases.queries.consent import decided_purposes
from reintegration.codes import GoalStatus, PlanItemStatus, ScoreMark
from reintegration.models import FactorAssessment, PlanItem, ProgrammeCycle, ServiceDelivery, ServicePlan
from reintegration.queries.work import is_earning_or_learning
from reintegration.rules.readiness import Assessed, ReadinessFacts
from renate.tenancy.models import OrganisationSettings

_HOME, _LEGAL, _WORK, _LEARNING, _RELATIONS, _INCOME, _BODY = 1, 2, 3, 4, 7, 8, 9
_HEALTH_SEEN = ("health.urgent_medical", "health.medical_check")
_SAFETY_PLAN = "protection_safety.safety_plan"
_UNDER_WAY = {PlanItemStatus.IN_PROGRESS, PlanItemStatus.REFERRED, PlanItemStatus.COMPLETED}
_PLANNED = _UNDER_WAY | {PlanItemStatus.AGREED, PlanItemStatus.PLANNED_LATER}
_LOOKED_BACK = 8  # final assessments; two a year reach far enough


def readiness_facts(
    case: Case, cycle: ProgrammeCycle, on: date, *, person_agrees: bool | None = None
) -> ReadinessFacts:
    """All that the checklists look at, as known on the day."""
    rounds = _assessments(cycle, on)
    latest = _assessed(rounds[0]) if rounds else None
    items = _items(case)
    delivered = _delivered(case, cycle, on)
    return ReadinessFacts(
        on=on,
        assessments=tuple(_assessed(a) for a in rounds),
        risk_level=_risk_level(case, on),
        safety_plan_reviewed=any(d >= on - timedelta(days=30) for s, d in delivered if s == _SAFETY_PLAN),
        urgent_health_seen=_reaches(latest, _BODY, 2) or any(s in _HEALTH_SEEN for s, _ in delivered),
        plan_agreed=_plan_stands(case, on),
        legal_status_checked=_reaches(latest, _LEGAL, 1),
        has_contact_plan=ContactPlan.objects.filter(case=case, is_current=True).exists(),
        livelihood_under_way=_livelihood(latest, items) or is_earning_or_learning(case, on),
        livelihood_applies=latest is None or not {_WORK, _LEARNING} <= latest.not_applicable,
        has_housing_plan=_reaches(latest, _HOME, 4) or _has(items, (_HOME,), _PLANNED),
        person_agrees=person_agrees,
        post_closure_asked=ConsentPurpose.POST_CLOSURE in decided_purposes(case),
        trusted_people=_trusted_people(rounds, latest),
    )


def _assessments(cycle: ProgrammeCycle, on: date) -> list[FactorAssessment]:
    found = FactorAssessment.objects.standing().filter(cycle=cycle).up_to(on)
    newest = found.select_related("self_rating").prefetch_related("scores")
    return list(newest.order_by("-on", "-id")[:_LOOKED_BACK])


def _assessed(row: FactorAssessment) -> Assessed:
    scores = list(row.scores.all())
    valid = {s.factor: s.worker_score for s in scores if s.worker_score is not None}
    not_applicable = frozenset(s.factor for s in scores if s.mark == ScoreMark.NOT_APPLICABLE)
    return Assessed(row.on, row.kind, valid, not_applicable)


def _risk_level(case: Case, on: date) -> int | None:
    """The level of the day; never assessed, or not reviewed in time, is not known."""
    latest = RiskAssessment.objects.latest_for(case)
    if latest is None or latest.review_due < on:
        return None
    level: int | None = latest.overall
    return level


def _plan_stands(case: Case, on: date) -> bool:
    """Agreed with the person, and approved where the organisation asks for it."""
    plans = ServicePlan.objects.current().filter(case=case, agreed_on__lte=on)
    if OrganisationSettings.objects.get().plan_needs_approval:
        plans = plans.filter(approved_on__isnull=False)
    return plans.exists()


def _items(case: Case) -> list[tuple[int, str]]:
    """Factor and state of every item of the present plan whose goal still stands."""
    dropped = (GoalStatus.DROPPED_BY_PERSON, GoalStatus.CHANGED)
    rows = PlanItem.objects.filter(
        goal__plan__case=case, goal__plan__in=ServicePlan.objects.current().filter(case=case)
    ).exclude(goal__status__in=dropped)
    return list(rows.values_list("goal__factor", "status"))


def _delivered(case: Case, cycle: ProgrammeCycle, on: date) -> list[tuple[str, date]]:
    wanted = (*_HEALTH_SEEN, _SAFETY_PLAN)
    rows = ServiceDelivery.objects.to_primary().filter(case=case, service__in=wanted)
    return list(rows.between(cycle.started_on, on).values_list("service", "on"))


def _reaches(latest: Assessed | None, factor: int, level: int) -> bool:
    return latest is not None and latest.scores.get(factor, 0) >= level


def _has(items: list[tuple[int, str]], factors: tuple[int, ...], statuses: set[PlanItemStatus]) -> bool:
    return any(factor in factors and status in statuses for factor, status in items)


def _livelihood(latest: Assessed | None, items: list[tuple[int, str]]) -> bool:
    """Work or study at "developing", or an item towards it under way."""
    scored = _reaches(latest, _WORK, 3) or _reaches(latest, _LEARNING, 3)
    return scored or _has(items, (_WORK, _LEARNING, _INCOME), _UNDER_WAY)


def _trusted_people(rounds: list[FactorAssessment], latest: Assessed | None) -> int | None:
    """What the person said; else factor 7 at 3 means one trusted person besides staff."""
    rating = getattr(rounds[0], "self_rating", None) if rounds else None
    if rating is not None and rating.trusted_people is not None:
        counted: int = rating.trusted_people
        return counted
    return 1 if _reaches(latest, _RELATIONS, 3) else None
