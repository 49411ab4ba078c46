"""What the newest assessment asks for, and what stands against it."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from cases.models import Case, RiskAssessment, SafetyPlan
from cases.rules.risk import Demands, demands_of, risk_words, scheduling_level, stands_against
from cases.rules.safety_plan import PLAN_DAYS, Assessed, PlanFacts, PlanState, plan_state

# In the order of PlanFacts.
_PLAN_FACTS = ("agreed_on", "valid_until", "made_for_level")


def assessed(assessment: RiskAssessment | None) -> Assessed | None:
    """The day and the level that counts: unknown as moderate, the person's own view too."""
    if assessment is None:
        return None
    return Assessed(assessment.on, scheduling_level(assessment.levels, assessment.own_level))


def state_of_plan(latest: RiskAssessment | None, plan: SafetyPlan | None, today: date) -> PlanState:
    """By when a plan is needed, from two rows at hand."""
    facts = PlanFacts(plan.agreed_on, plan.valid_until, plan.made_for_level) if plan else None
    return plan_state(assessed(latest), facts, today)


def latest_with_plan(case: Case) -> Any:
    """The newest assessment, and beside it what the newest plan says: for pages that show both, one query."""
    plans = SafetyPlan.objects.filter(case=OuterRef("case")).newest_first()
    facts = {f"plan_{name}": Subquery(plans.values(name)[:1]) for name in _PLAN_FACTS}
    return RiskAssessment.objects.filter(case=case).newest_first().annotate(**facts).first()


def plan_needed(latest: Any, today: date) -> PlanState:
    """By when a plan is needed, from a row of `latest_with_plan`."""
    known = latest is not None and latest.plan_agreed_on is not None
    facts = PlanFacts(*(getattr(latest, f"plan_{name}") for name in _PLAN_FACTS)) if known else None
    return plan_state(assessed(latest), facts, today)


def plan_rows(plan: SafetyPlan) -> list[dict[str, Any]]:
    """The steps that were written, in the order in which one needs them."""
    rows = [
        (_("Warning signs"), plan.warning_signs),
        (_("What I do"), plan.what_i_do),
        (_("Whom I call"), plan.who_i_call),
        (_("Safe places"), plan.safe_places),
        (_("Bag with documents"), plan.documents_bag),
        (_("Phone and accounts"), plan.digital_steps),
        (_("Children"), plan.children_steps),
        (_("At work and in court"), plan.work_and_court),
        (_("What the staff do"), plan.staff_actions),
    ]
    return [{"label": label, "value": text} for label, text in rows if text]


def demands(assessment: RiskAssessment) -> Demands:
    """What the newest assessment forces, and by when."""
    found = assessed(assessment)
    level = found.level if found else 0
    return demands_of(assessment.on, level, assessment.review_due, PLAN_DAYS, assessment.self_harm)


def risk_reason(case: Case, on: date) -> str | None:
    """What stands against a step of R-20 by the newest assessment of that day: its word, or None."""
    latest = RiskAssessment.objects.filter(case=case, on__lte=on).newest_first().first()
    return stands_against(latest.on, latest.acting_level, on) if latest else stands_against(None, None, on)


def risk_block(case: Case, on: date) -> str | None:
    """The sentence that stands against return, testimony, media, placement, closing or leaving (R-20).

    The one question that every such step asks first; None when it may go on.
    """
    reason = risk_reason(case, on)
    return reason and risk_words(reason)


def transfer_block(case: Case, on: date) -> str | None:
    """The sentence that stands against a transfer: only that nobody looked in time (R-20).

    A critical level does not stop it: another place may be what saves the person.
    """
    reason = risk_reason(case, on)
    return risk_words(reason) if reason in ("missing", "old") else None
