"""Files with a running cycle, plans, assessments and follow-ups; made inside a scope.

`open_file` goes the product's own way, so hooks have run: cycle 1 in crisis, weekly follow-ups planned.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentPurpose, RiskDomain
from cases.models import Case, Consent, ContactPlan
from cases.operations import ConsentAnswer, PersonDetails, assess_risk, close_case, open_case, record_consent
from reintegration import operations
from reintegration.codes import AssessmentKind, PhaseBasis, ProviderKind
from reintegration.models import FactorAssessment, PlanItem, ProgrammeCycle
from reintegration.rules.factors import Score
from renate.accounts.models import Membership
from renate.tenancy.models import OrganisationSettings

ALL_YES = dict.fromkeys(ChecklistQuestion.values, True)
YES = ConsentAnswer(ConsentDecision.GIVEN, checklist=ALL_YES)
SAFE = dict.fromkeys(RiskDomain.values, 0)


def open_file(
    by: Membership, on: date, *, name: str = "Arta Leka", risk: int | None = 0, plan: bool = True
) -> Case:
    """A case as the product opens it, with a contact plan; risk 0 unless asked otherwise."""
    case = open_case(by=by, on=on, person=PersonDetails(legal_name=name), services=YES, data_storage=YES)
    if risk is not None:
        set_risk(by, on, case, risk)
    if plan:
        later = on + timedelta(days=90)
        ContactPlan.objects.create(
            case=case, on=on, channel="phone", value="+355 69 000 0000", check_on=later,
            valid_after_closure=True,
        )  # fmt: skip
    return case


def set_risk(by: Membership, on: date, case: Case, level: int) -> None:
    """Assess the risk with one level in all domains."""
    assess_risk(by=by, on=on, case=case, levels=dict.fromkeys(RiskDomain.values, level))


def cycle_of(case: Case) -> ProgrammeCycle:
    """The newest cycle."""
    return ProgrammeCycle.objects.filter(case=case).latest("number")


def consent_to(by: Membership, on: date, case: Case, purpose: str, decision: str = "given") -> Consent:
    """Record one answer."""
    checklist = ALL_YES if decision == ConsentDecision.GIVEN else {}
    return record_consent(by=by, on=on, case=case, purpose=purpose, decision=decision, checklist=checklist)


def close_file(by: Membership, on: date, case: Case, *, post_closure: str = "given") -> Case:
    """Close in one step, with the decision on contact after closure; the organisation needs no approval."""
    OrganisationSettings.objects.update(closure_needs_approval=False)
    consent_to(by, on, case, ConsentPurpose.POST_CLOSURE, post_closure)
    set_risk(by, on, case, 0)
    return close_case(
        by=by, on=on, case=case, reason="goals_met", outcome="reintegrated_successfully", summary="Well."
    )


def scores(level: int = 3, own: int | None = None, **changes: int) -> dict[int, Score]:
    """Fourteen scores of one level; `f5=1` changes one."""
    levels = {n: changes.get(f"f{n}", level) for n in range(1, 15)}
    return {n: Score(worker=score, own=own) for n, score in levels.items()}


def assess(
    by: Membership,
    on: date,
    case: Case,
    given: Mapping[int, Score] | None = None,
    kind: str = AssessmentKind.PERIODIC,
    **options: Any,
) -> FactorAssessment:
    """A final assessment."""
    return operations.record_assessment(
        by=by, on=on, case=case, kind=kind, scores=given or scores(), **{"final": True, **options}
    )


def planned_item(
    by: Membership, on: date, case: Case, service: str = "psychosocial.individual_counselling", **more: Any
) -> PlanItem:
    """A plan (if there is none yet) with one goal and one item."""
    plan = case.plans.current().first() or operations.draft_plan(by=by, on=on, case=case)
    goal = operations.add_goal(by=by, on=on, plan=plan, factor=more.pop("factor", 10), wording="Sleep again")
    details = operations.ItemDetails(
        service=service, provider_kind=ProviderKind.CARE_PROVIDER_OWN, **{"timing": "now", **more}
    )
    return operations.add_item(by=by, on=on, goal=goal, details=details)


def move_to(by: Membership, on: date, case: Case, phase: str, **more: Any) -> ProgrammeCycle:
    """Decide a phase with a reason, whatever the checklist says."""
    operations.decide_phase(
        by=by, on=on, case=case, to=phase, **{"basis": PhaseBasis.READINESS, "reason": "Agreed.", **more}
    )
    return cycle_of(case)
