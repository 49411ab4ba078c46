"""Disclosure without consent: its own record, authorised and reviewed by a coordinator (domain 4)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.consent import DisclosureForm, DisclosureReviewForm
from cases.models import Case, Disclosure
from cases.operations import record_disclosure, review_disclosure
from cases.rules.disclosure import is_overdue
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import can
from renate.accounts.roles import Access, Act, Section
from renate.drafts.keeping import drafted
from renate.kit import clock


@case_page(Section.IDENTITY, Access.LIMITED, tab="consent")
def disclosure_list(request: CaseRequest, case: Case) -> HttpResponse:
    """What was passed on without consent, why, and whether somebody looked at it again."""
    today = clock.today()
    found = Disclosure.objects.filter(case=case).select_related("authorised_by__user", "reviewed_by__user")
    rows = [
        {"row": row, "overdue": is_overdue(row.review_due, row.reviewed_on, today)}
        for row in found.order_by("-on", "-id")
    ]
    may_disclose = can(request.membership, Act.OVERRIDE_CONSENT)
    return draw(request, case, "disclosure_list", rows=rows, may_disclose=may_disclose)


@case_page(Section.IDENTITY, Access.LIMITED, tab="consent", act=Act.OVERRIDE_CONSENT)
def disclosure_record(request: CaseRequest, case: Case) -> HttpResponse:
    """Record an exception; to be reviewed in seven days."""
    form = DisclosureForm(sent(request), initial={"on": clock.today()})
    form = drafted(request, form, label=_("Consent"), about=case.person.case_code)
    membership = request.membership
    if succeeds(form, lambda: record_disclosure(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The disclosure is recorded."), "cases:disclosure_list", case.ref)
    return draw(request, case, "disclosure_record", form=form)


@case_page(Section.IDENTITY, Access.LIMITED, tab="consent", act=Act.OVERRIDE_CONSENT)
def disclosure_review(request: CaseRequest, case: Case, disclosure_ref: str) -> HttpResponse:
    """Look at an exception again."""
    row = get_object_or_404(Disclosure.objects.filter(case=case), public_id=disclosure_ref)
    if row.reviewed_on is not None and request.method != "POST":
        raise Http404
    form = DisclosureReviewForm(sent(request), initial={"on": clock.today(), "person_told": row.person_told})
    membership = request.membership
    if succeeds(form, lambda: review_disclosure(by=membership, disclosure=row, **form.cleaned_data)):
        return done(request, _("The review is recorded."), "cases:disclosure_list", case.ref)
    return draw(request, case, "disclosure_review", form=form, row=row)
