"""Who the person is."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.arrival import ArrivalForm
from cases.forms.people import PersonForm
from cases.models import Case
from cases.operations import PersonDetails, update_arrival, update_person
from cases.queries.identity import arrival_rows, person_rows
from cases.queries.papers import papers_of
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.IDENTITY, Access.LIMITED, tab="identity")
def identity(request: CaseRequest, case: Case) -> HttpResponse:
    """What is known about the person; a role with a small letter sees name, age, language and children."""
    access = section_access(request.membership, Section.IDENTITY)
    context: dict[str, Any] = {
        "rows": person_rows(case.person, clock.today(), in_full=access >= Access.READ),
        "arrival": arrival_rows(case) if access >= Access.READ else [],
        "may_write": access >= Access.WRITE,
        "in_full": access >= Access.READ,
    }
    if access >= Access.READ:
        context |= papers_of(case, clock.today())
    return draw(request, case, "identity", **context)


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def identity_edit(request: CaseRequest, case: Case) -> HttpResponse:
    """Change what is known about the person."""
    person = held(request, case.person)
    form = edited(PersonForm(sent(request), initial=PersonForm.initial_for(person)), person)
    form = drafted(request, form, label=_("Person"), about=case.person.case_code)
    membership, today = request.membership, clock.today()

    def save() -> None:
        details = PersonDetails(**form.answers())
        update_person(by=membership, on=today, person=person, details=details)

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "identity_edit", form=form)


@case_page(Section.IDENTITY, Access.WRITE, tab="identity")
def arrival_edit(request: CaseRequest, case: Case) -> HttpResponse:
    """Change how the person came, who met them, what was decided and offered."""
    stored = held(request, case)
    form = edited(
        ArrivalForm(sent(request), initial=ArrivalForm.initial_for(stored)),
        stored,
        kinds=("case.arrival_updated",),
    )
    form = drafted(request, form, label=_("Arrival"), about=case.person.case_code)
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: update_arrival(by=membership, on=today, case=stored, values=form.answers())):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "arrival_edit", form=form)
