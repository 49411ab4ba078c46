"""Documents, the right to stay, the time to reflect; drawn on the page of the person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases import operations
from cases.decorators import CaseRequest, case_page
from cases.forms.papers import DocumentForm, PeriodForm, ResidenceForm
from cases.models import Case, ReflectionPeriod
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.roles import Access, Section
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def document_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Record a document."""
    form = DocumentForm(sent(request))
    act: dict[str, Any] = {"by": request.membership, "on": clock.today(), "person": case.person}
    if succeeds(form, lambda: operations.add_document(**act, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "document_add", form=form)


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def document_edit(request: CaseRequest, case: Case, document_ref: str) -> HttpResponse:
    """Change what is known about a document."""
    document = held(request, get_object_or_404(case.person.documents, public_id=document_ref))
    form = edited(DocumentForm(sent(request), initial=DocumentForm.initial_for(document)), document)
    act: dict[str, Any] = {"by": request.membership, "on": clock.today(), "document": document}
    if succeeds(form, lambda: operations.update_document(**act, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "document_edit", form=form)


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def residence_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Record on what ground the person may stay."""
    form = ResidenceForm(sent(request))
    act: dict[str, Any] = {"by": request.membership, "on": clock.today(), "person": case.person}
    if succeeds(form, lambda: operations.add_residence(**act, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "residence_add", form=form)


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def residence_edit(request: CaseRequest, case: Case, residence_ref: str) -> HttpResponse:
    """Change what is known about the right to stay."""
    residence = held(request, get_object_or_404(case.person.residences, public_id=residence_ref))
    form = edited(ResidenceForm(sent(request), initial=ResidenceForm.initial_for(residence)), residence)
    act: dict[str, Any] = {"by": request.membership, "on": clock.today(), "residence": residence}
    if succeeds(form, lambda: operations.update_residence(**act, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "residence_edit", form=form)


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def period_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Record the time to reflect; it begins with identification (R-22)."""
    form = PeriodForm(sent(request), initial={"from_on": case.presumed_on or case.identified_on})
    act: dict[str, Any] = {"by": request.membership, "on": clock.today(), "case": case}
    if succeeds(form, lambda: operations.add_period(**act, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "period_add", form=form)


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def period_edit(request: CaseRequest, case: Case, period_ref: str) -> HttpResponse:
    """Correct or end the time to reflect."""
    period: ReflectionPeriod = held(request, get_object_or_404(case.reflection_periods, public_id=period_ref))
    form = edited(PeriodForm(sent(request), initial=PeriodForm.initial_for(period)), period)
    act: dict[str, Any] = {"by": request.membership, "on": clock.today(), "period": period}
    if succeeds(form, lambda: operations.update_period(**act, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "period_edit", form=form)
