"""The people around the person."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.people import ChildForm, RelatedPersonForm
from cases.models import Case, ChildProtection
from cases.operations import add_related_person, protect_child, update_related_person
from cases.queries.people import child_facts, network, people_rows
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.FAMILY, Access.LIMITED, tab="people")
def people(request: CaseRequest, case: Case) -> HttpResponse:
    """Who is there, who decides for a minor, who receives services too, whom contact would endanger."""
    access = section_access(request.membership, Section.FAMILY)
    rows = people_rows(case)
    context = {
        "relatives": rows,
        "network": network(rows) if access >= Access.READ else [],
        "child": child_facts(case, clock.today()) if access >= Access.READ else None,
        "in_full": access >= Access.READ,
        "may_write": access >= Access.WRITE,
    }
    return draw(request, case, "people", **context)


@case_page(Section.FAMILY, Access.WRITE, tab="people")
def related_person_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Add somebody."""
    form = RelatedPersonForm(sent(request), initial={"sex": "unknown", "safety": "unknown"})
    form = drafted(request, form, label=_("People around"), about=case.person.case_code)
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: add_related_person(by=membership, on=today, case=case, **form.answers())):
        return done(request, _("Saved."), "cases:people", case.ref)
    return draw(request, case, "related_person_add", form=form)


@case_page(Section.FAMILY, Access.WRITE, tab="people")
def related_person_edit(request: CaseRequest, case: Case, relative_ref: str) -> HttpResponse:
    """Change what is known about somebody."""
    relative = held(request, get_object_or_404(case.person.related_people, public_id=relative_ref))
    form = edited(RelatedPersonForm(sent(request), initial=RelatedPersonForm.initial_for(relative)), relative)
    form = drafted(request, form, label=_("People around"), about=case.person.case_code)
    membership, today = request.membership, clock.today()

    def save() -> None:
        update_related_person(by=membership, on=today, relative=relative, **form.answers())

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:people", case.ref)
    return draw(request, case, "related_person_edit", form=form, relative=relative)


@case_page(Section.FAMILY, Access.WRITE, tab="people")
def child_protection_edit(request: CaseRequest, case: Case) -> HttpResponse:
    """Which authority protects the child, and what is best for this child (R-16)."""
    if not case.person.is_minor_on(clock.today()):
        raise Http404
    row = ChildProtection.objects.filter(case=case).first()
    stored = held(request, row) if row else None
    form = edited(ChildForm(sent(request), initial=ChildForm.initial_for(stored)), stored)
    form = drafted(request, form, label=_("People around"), about=case.person.case_code)
    membership, today = request.membership, clock.today()

    def save() -> None:
        values = {name: form.cleaned_data[name] for name in ChildForm.base_fields}
        protect_child(by=membership, on=today, case=case, **values)

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:people", case.ref)
    return draw(request, case, "child_protection_edit", form=form)
