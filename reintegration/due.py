"""What re/integration adds to the one list of everything due (R-02, R-08, domain 2.7, 2.8)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.due import Row, case_source, cases_of, with_people
from cases.models import RiskAssessment
from cases.models.case import CaseQuerySet
from reintegration.codes import PlanStatus
from reintegration.models import FactorAssessment, FollowUp, ProgrammeCycle, ServicePlan, Setback
from reintegration.queries.cycles import programme_boundaries
from reintegration.rules.assessing import next_assessment
from reintegration.rules.phases import boundaries_of, is_answered
from renate.accounts.models import Membership
from renate.notices import due, rules
from renate.notices.due import Due, Source

_AGREED = (PlanStatus.AGREED, PlanStatus.ACTIVE, PlanStatus.UNDER_REVIEW)


def _follow_ups(first: date, last: date, member: Membership | None) -> Iterator[Due]:
    """Those one answers for by name too, in whoever's case."""
    planned = FollowUp.objects.planned().filter(due_on__range=(first, last))
    if member is not None:
        mine = Q(responsible=None, case__in=cases_of(member)) | Q(responsible=member)
        planned = planned.filter(mine, case__in=visible_cases(member).order_by().values("pk"))
    rows = list(planned.values_list("public_id", "due_on", "case_id", "responsible_id"))
    return with_people(rows, "reintegration:follow_up_list", member)


def _phase_reviews(cases: CaseQuerySet, first: date, last: date) -> Iterator[Row]:
    """The boundaries that no decision has answered yet; extensions end on their own day."""
    own = programme_boundaries()
    for cycle in ProgrammeCycle.objects.running().filter(case__in=cases):
        days = [b.on for b in boundaries_of(cycle.started_on, own) if not is_answered(cycle.standing, b)]
        for day in [cycle.extended_until] if cycle.extended_until else days[:1]:
            if first <= day <= last:
                yield cycle.public_id, day, cycle.case_id


def _plan_reviews(cases: CaseQuerySet, first: date, last: date) -> Any:
    plans = ServicePlan.objects.current().filter(case__in=cases, status__in=[str(s) for s in _AGREED])
    return plans.filter(review_due__range=(first, last)).values_list("public_id", "review_due", "case_id")


def _assessments(cases: CaseQuerySet, first: date, last: date) -> Iterator[Row]:
    cycles = ProgrammeCycle.objects.running().filter(case__in=cases)
    last_on = {"last_on": Max("assessments__on", filter=Q(assessments__status="final"))}
    for cycle in cycles.annotate(**last_on):
        day = next_assessment(cycle.started_on, cycle.phase, cycle.last_on)
        if day is not None and first <= day <= last:
            yield cycle.public_id, day, cycle.case_id


def _setback_assessments(cases: CaseQuerySet, first: date, last: date) -> Any:
    """Asked for by a setback and not made since (R-08)."""
    since = FactorAssessment.objects.standing().filter(case=OuterRef("case"), on__gte=OuterRef("on"))
    asked = Setback.objects.filter(case__in=cases, assessment_by__range=(first, last)).exclude(Exists(since))
    return asked.values_list("public_id", "assessment_by", "case_id")


def _setback_risks(cases: CaseQuerySet, first: date, last: date) -> Any:
    """A look at the risk within two days of a severe setback (R-08)."""
    since = RiskAssessment.objects.filter(case=OuterRef("case"), on__gte=OuterRef("on"))
    since = since.filter(created_at__gte=OuterRef("created_at"))
    asked = Setback.objects.filter(case__in=cases, risk_review_by__range=(first, last)).exclude(Exists(since))
    return asked.values_list("public_id", "risk_review_by", "case_id")


def register() -> None:
    """Make these days known to reminders, lists and calendars."""
    phase = "reintegration:phase_show"
    for source in (
        # Follow-ups and phase reviews are claimed row by row, in a sweep of their own.
        Source("follow-up", _("Follow-up"), _follow_ups),
        case_source("phase", _("Phase review"), _phase_reviews, url_name=phase, steps=None),
        case_source(
            "plan-review", _("Plan to review"), _plan_reviews, url_name="reintegration:plan_show",
            steps=rules.TO_BE_DONE,
        ),
        case_source(
            "assessment", _("Factor assessment"), _assessments, url_name="reintegration:factor_show",
            steps=rules.TO_BE_DONE,
        ),
        case_source(
            "setback-assessment", _("Factor assessment after a setback"), _setback_assessments,
            url_name="reintegration:factor_show", steps=rules.TO_BE_DONE,
        ),
        case_source(
            "setback-risk", _("Risk after a setback"), _setback_risks, url_name="cases:risk_list",
            steps=rules.TO_BE_DONE_SOON,
        ),
    ):  # fmt: skip
        due.register(source)
