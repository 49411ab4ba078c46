"""The people around the person."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.people import RelatedPersonForm
from cases.models import Case
from cases.operations import add_related_person, update_related_person
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.kit import clock
from renate.kit.conflicts import guarded, held


@case_page(Section.FAMILY, Access.LIMITED, tab="people")
def people(request: CaseRequest, case: Case) -> HttpResponse:
    """Who is there, who receives services too, whom contact would endanger."""
    access = section_access(request.membership, Section.FAMILY)
    relatives = case.person.related_people.order_by("relation", "id")
    context = {
        "relatives": relatives,
        "in_full": access >= Access.READ,
        "may_write": access >= Access.WRITE,
    }
    return draw(request, case, "people", **context)


@case_page(Section.FAMILY, Access.WRITE, tab="people")
def related_person_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Add somebody."""
    form = RelatedPersonForm(sent(request), initial={"sex": "unknown", "safety": "unknown"})
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: add_related_person(by=membership, on=today, case=case, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:people", case.ref)
    return draw(request, case, "related_person_add", form=form)


@case_page(Section.FAMILY, Access.WRITE, tab="people")
def related_person_edit(request: CaseRequest, case: Case, relative_ref: str) -> HttpResponse:
    """Change what is known about somebody."""
    relative = held(request, get_object_or_404(case.person.related_people, public_id=relative_ref))
    form = guarded(RelatedPersonForm(sent(request), initial=RelatedPersonForm.initial_for(relative)))
    membership, today = request.membership, clock.today()

    def save() -> None:
        update_related_person(by=membership, on=today, relative=relative, **form.cleaned_data)

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:people", case.ref)
    return draw(request, case, "related_person_edit", form=form, relative=relative)
