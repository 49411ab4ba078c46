"""Who works on the case, and who may open it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.team import AssignForm, ConfidentialityForm, ConfirmForm, TeamMemberForm
from cases.models import Case
from cases.operations import add_team_member, assign_case, end_team_member, set_confidentiality
from cases.queries.exceptions import emergencies
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import can
from renate.accounts.decorators import sudo
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock


@case_page(Section.PLAN, Access.READ, tab="access")
def team(request: CaseRequest, case: Case) -> HttpResponse:
    """The case manager, the team with its dates, and how closed the case is."""
    today = clock.today()
    changes = can(request.membership, Act.ASSIGN_CASE)
    members = case.team.select_related("membership__user").order_by("from_on", "id")
    context = {
        "current": [member for member in members if member.to_on is None or member.to_on >= today],
        "former": [member for member in members if member.to_on is not None and member.to_on < today],
        "hand_overs": case.hand_overs.select_related("before__user", "after__user").order_by("-on", "-id"),
        "emergencies": emergencies(case=case),
        "conflicts": _conflicts(case) if changes else [],
        "may_change": changes,
        "may_see_looks": can(request.membership, Act.SEE_CASELOAD),
    }
    return draw(request, case, "team", **context)


def _conflicts(case: Case) -> Any:
    standing = case.person.conflicts.standing()
    return standing.select_related("membership__user", "declared_by__user").order_by("on", "id")


@case_page(Section.PLAN, Access.READ, tab="access", act=Act.ASSIGN_CASE)
def team_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Let a member work on the case for a time."""
    form = TeamMemberForm(sent(request), initial={"on": clock.today(), "kind": "team"})
    membership = request.membership
    if succeeds(form, lambda: add_team_member(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The member is on the team."), "cases:team", case.ref)
    return draw(request, case, "team_add", form=form)


@case_page(Section.PLAN, Access.READ, tab="access", act=Act.ASSIGN_CASE, while_restricted=True)
def team_end(request: CaseRequest, case: Case, member_ref: str) -> HttpResponse:
    """Take a member off the team, at once."""
    member = get_object_or_404(case.team.select_related("membership__user"), public_id=member_ref)
    form = ConfirmForm(sent(request))
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: end_team_member(by=membership, on=today, member=member)):
        return done(request, _("The member is off the team."), "cases:team", case.ref)
    return draw(request, case, "team_end", form=form, member=member)


@case_page(Section.PLAN, Access.READ, tab="access", act=Act.ASSIGN_CASE)
def case_assign(request: CaseRequest, case: Case) -> HttpResponse:
    """Choose the case manager."""
    manager = case.case_manager
    form = AssignForm(sent(request), initial={"to": manager.pk if manager else None})
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: assign_case(by=membership, on=today, case=case, **form.cleaned_data)):
        return done(request, _("The case is assigned."), "cases:team", case.ref)
    return draw(request, case, "case_assign", form=form)


@case_page(Section.PLAN, Access.READ, tab="access", act=Act.ASSIGN_CASE, while_restricted=True)
@sudo
def case_seal(request: CaseRequest, case: Case) -> HttpResponse:
    """Seal the case or open it; whoever seals it may not see it any more."""
    form = ConfidentialityForm(sent(request), initial={"level": case.confidentiality})
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: set_confidentiality(by=membership, on=today, case=case, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:case_list")
    return draw(request, case, "case_seal", form=form)
