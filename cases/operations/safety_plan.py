"""Making the safety plan."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.models import Case, RiskAssessment, SafetyPlan
from cases.models.safety_plan import STEPS
from cases.rules.risk import scheduling_level
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class SafetyPlanError(RuleError):
    """The plan can't be stored as given."""


@transaction.atomic
def write_safety_plan(
    *,
    by: Membership,
    on: date,
    case: Case,
    agreed_with_person: bool,
    valid_until: date,
    copy_given: bool = False,
    copy_is_safe: bool | None = None,
    **steps: str,
) -> SafetyPlan:
    """Store the next version; the ones before are kept (domain 5, R-21). Raises SafetyPlanError."""
    _check(case, on, valid_until, steps)
    if copy_given and copy_is_safe is not True:
        text = _("A copy is given only when keeping it is safe: ask the person who else could find it.")
        raise SafetyPlanError(text, field="copy_is_safe")
    # Two versions at once: one after the other, so that each gets its number.
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    last = SafetyPlan.objects.filter(case=case).aggregate(last=Max("version"))["last"] or 0
    assessment = RiskAssessment.objects.latest_for(case)
    level = scheduling_level(assessment.levels, assessment.own_level) if assessment else None
    plan = SafetyPlan(
        case=case, version=last + 1, agreed_on=on, agreed_with_person=agreed_with_person, by=by,
        made_for_level=level, valid_until=valid_until, copy_given=copy_given, copy_is_safe=copy_is_safe,
        **steps,
    )  # fmt: skip
    plan.full_clean()
    plan.save()
    audit.record("safety_plan.written", on=plan, version=plan.version)
    return plan


def _check(case: Case, on: date, valid_until: date, steps: dict[str, str]) -> None:
    if on > clock.today():
        raise SafetyPlanError(_("The day of the plan is in the future."), field="on")
    if on < case.opened_on:
        raise SafetyPlanError(_("The day of the plan is before the case was opened."), field="on")
    if valid_until < on:
        raise SafetyPlanError(_("The last day is before the day of the plan."), field="valid_until")
    if not any(steps.get(name, "").strip() for name in STEPS):
        raise SafetyPlanError(_("Write at least one step."), field="what_i_do")
