"""What re/integration adds to the one list of everything due (R-02, R-08, domain 2.7, 2.8)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.due import case_source, cases_of, source_of_cases
from cases.models import RiskAssessment
from cases.models.case import CaseQuerySet
from reintegration.models import (
    FactorAssessment,
    FollowUp,
    ProgrammeCycle,
    ProviderEntry,
    ServicePlan,
    Setback,
)
from reintegration.queries.cycles import programme_boundaries
from reintegration.queries.plan import without_plan
from reintegration.rules.assessing import next_assessment
from reintegration.rules.directory import stale_on
from reintegration.rules.phases import Standing, boundaries_of, is_answered
from reintegration.rules.plans import STANDING_PLANS, agreed_by
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices import due, rules
from renate.notices.codes import NoticeKind
from renate.notices.due import Asking, Due, Found, Source, asked, settled_by, with_act
from renate.notices.rules import Steps

# What the rules of review ask of a cycle: its field, and the rule's name for it.
_STANDING = {
    "started_on": "started_on",
    "phase": "phase",
    "phase_decided_on": "decided_on",
    "extended_until": "extended_until",
}
_VERIFY = Steps(worker=(0,), until=30)


def _follow_ups(asking: Asking) -> QuerySet:
    """Those one answers for by name too, in whoever's case."""
    planned, member = FollowUp.objects.planned().filter(due_on__range=asking.days), asking.member
    if member is not None:
        mine = Q(responsible=None, case__in=cases_of(member)) | Q(responsible=member)
        planned = planned.filter(mine, case__in=visible_cases(member).order_by().values("pk"))
    return asked(planned, "due_on", "case_id", to="responsible_id")


def _running(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """All running cycles: the rules say on which day their phase is to be reviewed."""
    cycles = ProgrammeCycle.objects.running().filter(case__in=cases)
    return asked(cycles, about="case_id", facts={name: name for name in _STANDING})


def _phase_reviews(rows: list[Found], first: date, last: date) -> Iterable[Found]:
    """The first boundary that no decision has answered yet; extensions end on their own day."""
    own = programme_boundaries()

    def review(row: Found) -> date | None:
        standing = Standing(**{kept: _fact(row, name) for name, kept in _STANDING.items()})
        days = (b.on for b in boundaries_of(standing.started_on, own) if not is_answered(standing, b))
        return standing.extended_until or next(days, None)

    return settled_by(review)(rows, first, last)


def _fact(row: Found, name: str) -> Any:
    return row.facts[name] if name == "phase" else row.day_in(name)


def _plan_reviews(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    plans = ServicePlan.objects.current().filter(case__in=cases, status__in=STANDING_PLANS)
    return asked(plans.filter(review_due__range=(first, last)), "review_due", "case_id")


def _unplanned(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """A plan that was never made has no day but this; nor has a draft in the place of an agreed one."""
    cycles = without_plan(ProgrammeCycle.objects.running().filter(case__in=cases))
    return asked(cycles, about="case_id", facts={name: name for name in ("started_on", "redrafted_on")})


def _to_agree(row: Found) -> date:
    return agreed_by(_fact(row, "started_on"), _fact(row, "redrafted_on"))


def _rounds(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """All running cycles with the day of their last round of the factors."""
    finals = FactorAssessment.objects.filter(cycle=OuterRef("pk"), status="final").order_by("-on")
    cycles = ProgrammeCycle.objects.running().filter(case__in=cases)
    dated = cycles.annotate(last_on=Subquery(finals.values("on")[:1]))
    return asked(dated, about="case_id", facts={name: name for name in ("started_on", "phase", "last_on")})


def _assessments(row: Found) -> date | None:
    return next_assessment(_fact(row, "started_on"), row.facts["phase"], _fact(row, "last_on"))


def _setback_assessments(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """Asked for by a setback and not made since (R-08)."""
    since = FactorAssessment.objects.standing().filter(case=OuterRef("case"), on__gte=OuterRef("on"))
    waiting = Setback.objects.filter(case__in=cases, assessment_by__range=(first, last)).exclude(
        Exists(since)
    )
    return asked(waiting, "assessment_by", "case_id")


def _setback_risks(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """A look at the risk within two days of a severe setback (R-08)."""
    since = RiskAssessment.objects.filter(case=OuterRef("case"), on__gte=OuterRef("on"))
    since = since.filter(created_at__gte=OuterRef("created_at"))
    waiting = Setback.objects.filter(case__in=cases, risk_review_by__range=(first, last)).exclude(
        Exists(since)
    )
    return asked(waiting, "risk_review_by", "case_id")


def _entries(asking: Asking) -> QuerySet | None:
    """Who offers what has to be verified once a year (domain 3)."""
    if asking.member is not None and not can(asking.member, Act.ASSIGN_CASE):
        return None
    return asked(ProviderEntry.objects.filter(is_active=True), facts={"verified_on": "verified_on"})


def _verified_long_ago(row: Found) -> date:
    return stale_on(_fact(row, "verified_on"))


def _tell_of_entries(rows: list[Found], member: Membership | None) -> Iterator[Due]:
    """Those who lead see that somebody calls; no provider is named (R-24)."""
    leading = with_act(Act.ASSIGN_CASE, member)
    for row in rows:
        yield row.due(row.row, reverse("reintegration:entry_change", args=[row.row]), leading)


def register() -> None:
    """Make these days known to reminders, lists and calendars."""
    phase = "reintegration:phase_show"
    for source in (
        # Follow-ups and phase reviews are claimed row by row, in a sweep of their own.
        source_of_cases(
            "follow-up", _("Follow-up"), _follow_ups, url_name="reintegration:follow_up_list"
        ),
        case_source(
            "phase", _("Phase review"), _running, url_name=phase, steps=None, settle=_phase_reviews
        ),
        case_source(
            "plan-review", _("Plan to review"), _plan_reviews, url_name="reintegration:plan_show",
            steps=rules.TO_BE_DONE,
        ),
        case_source(
            "first-plan", _("Plan to agree"), _unplanned, url_name="reintegration:plan_show",
            steps=rules.TO_BE_DONE, settle=settled_by(_to_agree),
        ),
        case_source(
            "assessment", _("Factor assessment"), _rounds, url_name="reintegration:factor_show",
            steps=rules.TO_BE_DONE, settle=settled_by(_assessments),
        ),
        case_source(
            "setback-assessment", _("Factor assessment after a setback"), _setback_assessments,
            url_name="reintegration:factor_show", steps=rules.TO_BE_DONE,
        ),
        case_source(
            "setback-risk", _("Risk after a setback"), _setback_risks, url_name="cases:risk_list",
            steps=rules.TO_BE_DONE_SOON,
        ),
        Source(
            "directory", _("Entry of the directory to verify"), _entries, _tell_of_entries, _VERIFY,
            NoticeKind.EXPIRY, settle=settled_by(_verified_long_ago),
        ),
    ):  # fmt: skip
        due.register(source)
