"""The first page of a file: where the person stands, what is next, what happened."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from cases.codes import ConsentDecision
from cases.decorators import case_page
from cases.models import Case, Consent
from cases.queries import latest_answers
from cases.queries.timeline import newest_events
from reintegration.codes import ScoreLevel
from reintegration.queries import factor_profile, phase_of_page
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Section
from renate.kit import clock
from renate.pages.around import around

LATEST_EVENTS = 8
RUNS_OUT_SOON = timedelta(days=60)


@case_page(Section.PLAN, Access.LIMITED, tab="overview")
def case_overview(request: MemberRequest, case: Case) -> HttpResponse:
    """Each part only for those whose role opens its section (domain 7)."""
    context = {"case": case, "tab": "overview", **overview_parts(case, request.membership)}
    return render(request, "pages/case_overview.html", context)


def overview_parts(case: Case, membership: Membership) -> dict[str, Any]:
    """The parts of the overview a member may read."""
    today = clock.today()

    def opens(section: Section, access: Access = Access.READ) -> bool:
        return section_access(membership, section) >= access

    parts: dict[str, Any] = {"today": today, "phase": phase_of_page(case, today)}
    if opens(Section.PLAN):
        parts["may_write_plan"] = opens(Section.PLAN, Access.WRITE)
        parts["entries"] = newest_events(case, membership, LATEST_EVENTS)
    if opens(Section.IDENTITY):
        answers = latest_answers(case)
        parts["consents"] = [answer for answer in answers if not _stands(answer, today)]
        parts["consents_standing"] = len(answers) - len(parts["consents"])
    if opens(Section.FACTORS):
        parts["profile"] = factor_profile(case)
        parts["score_levels"] = ScoreLevel.choices
    return parts | around(case, membership)


def _stands(consent: Consent, today: date) -> bool:
    """A yes that needs nobody's eye yet: given, and not about to run out."""
    lasts = consent.valid_until is None or consent.valid_until > today + RUNS_OUT_SOON
    return lasts and consent.decision == ConsentDecision.GIVEN
