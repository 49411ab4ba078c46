"""Who the person is."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.people import PersonForm
from cases.models import Case
from cases.operations import PersonDetails, update_person
from cases.queries.identity import arrival_rows, person_rows
from cases.queries.papers import papers_of
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.kit import clock


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
    form = PersonForm(sent(request), initial=PersonForm.initial_for(case.person))
    membership, today = request.membership, clock.today()

    def save() -> None:
        details = PersonDetails(**form.cleaned_data)
        update_person(by=membership, on=today, person=case.person, details=details)

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:identity", case.ref)
    return draw(request, case, "identity_edit", form=form)
