"""Conflicts of interest of members with the person of a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.access import may_open
from cases.decorators import CaseRequest, case_page
from cases.forms.access import ConflictForm
from cases.forms.team import ConfirmForm
from cases.models import Case
from cases.operations import declare_conflict, lift_conflict
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import can
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock


@case_page(Section.PLAN, Access.READ, tab="access", while_restricted=True)
def conflict_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Declare one: a coordinator for anybody, everybody for themselves."""
    member, today = request.membership, clock.today()
    form = ConflictForm(sent(request), asking=member, may_name_others=can(member, Act.ASSIGN_CASE))
    if succeeds(form, lambda: declare_conflict(by=member, on=today, person=case.person, **form.cleaned_data)):
        text = _("The file is closed to this member.")
        if may_open(member, case):
            return done(request, text, "cases:team", case.ref)
        return done(request, text, "pages:home")
    return draw(request, case, "conflict_add", form=form)


@case_page(Section.PLAN, Access.READ, tab="access", act=Act.ASSIGN_CASE, while_restricted=True)
def conflict_lift(request: CaseRequest, case: Case, conflict_ref: str) -> HttpResponse:
    """It is over."""
    standing = case.person.conflicts.standing().select_related("membership__user")
    conflict = get_object_or_404(standing, public_id=conflict_ref)
    form = ConfirmForm(sent(request))
    member = request.membership
    if succeeds(form, lambda: lift_conflict(by=member, conflict=conflict)):
        return done(request, _("The conflict is lifted."), "cases:team", case.ref)
    return draw(request, case, "conflict_lift", form=form, conflict=conflict)
