"""Follow-ups: the schedule, and recording a contact."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.follow_up_codes import Change, FollowUpState, Mode, Sign
from reintegration.forms.follow_up import ContactForm
from reintegration.models import FollowUp
from reintegration.operations import Contact
from reintegration.queries.follow_up_page import contact_page, schedule_page
from reintegration.views.page import draw, may_write, one_or_404
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.kit import clock


@case_page(Section.PLAN, Access.READ, tab="follow-ups")
def follow_up_list(request: CaseRequest, case: Case) -> HttpResponse:
    """What is planned, and what came of what was planned."""
    page = schedule_page(case, clock.today())
    return draw(request, case, "follow_up_list", page=page, may_write=may_write(request))


@case_page(Section.PLAN, Access.WRITE, tab="follow-ups")
def follow_up_record(request: CaseRequest, case: Case, follow_up_ref: str) -> HttpResponse:
    """Record a planned follow-up."""
    follow_up = one_or_404(FollowUp.objects.filter(case=case), follow_up_ref)
    if follow_up.state != FollowUpState.PLANNED:
        raise Http404
    membership = request.membership

    def save(on: Any, contact: Contact) -> FollowUp:
        return operations.record_follow_up(by=membership, on=on, follow_up=follow_up, contact=contact)

    return _record(request, case, "follow_up_record", save, follow_up=follow_up)


@case_page(Section.PLAN, Access.WRITE, tab="follow-ups")
def contact_log(request: CaseRequest, case: Case) -> HttpResponse:
    """Record a contact that was not planned."""
    membership = request.membership

    def save(on: Any, contact: Contact) -> FollowUp:
        return operations.log_contact(by=membership, on=on, case=case, contact=contact)

    return _record(request, case, "contact_log", save, mode=Mode.OFFICE)


def _record(
    request: CaseRequest, case: Case, template: str, save: Callable[[Any, Contact], FollowUp], **context: Any
) -> HttpResponse:
    """The form with the safe way of contact above it; afterwards on to what the answers ask for."""
    form = ContactForm(sent(request), initial={"on": clock.today(), "mode": context.pop("mode", "")})
    if succeeds(form, lambda: save(form.cleaned_data["on"], Contact(**form.values()))):
        return _onward(request, case, form.cleaned_data)
    may_read = section_access(request.membership, Section.IDENTITY) >= Access.READ
    page = contact_page(case, with_plan=may_read, today=clock.today())
    return draw(request, case, template, form=form, page=page, **context)


def _onward(request: CaseRequest, case: Case, answers: dict[str, Any]) -> HttpResponse:
    """A change in risk leads to a new assessment of it (R-21), a confirmed sign to the history (R-10)."""
    may_assess = section_access(request.membership, Section.RISK) >= Access.WRITE
    if answers["sign"] == Sign.CONFIRMED:
        text = _("The contact is recorded. Now record what happened, when it is safe to.")
        return done(request, text, "cases:experience", case.ref)
    if answers["risk_changed"] == Change.YES and may_assess:
        return done(
            request, _("The contact is recorded. Now assess the risk."), "cases:risk_assess", case.ref
        )
    return done(request, _("The contact is recorded."), "reintegration:follow_up_list", case.ref)
