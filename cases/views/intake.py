"""Intake: look the person up first, then open the case."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.access import visible_cases
from cases.codes import AskedStatus
from cases.forms.intake import IntakeForm, SearchForm
from cases.forms.team import case_managers
from cases.models import Case, Person
from cases.operations import ArrivalDetails, ConsentAnswer, EpisodeDetails, PersonDetails, open_case
from cases.queries import Match, find_people
from cases.views.page import sent, succeeds
from renate import audit
from renate.accounts.access import can, section_access
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.forms import form_status


@requires(Act.OPEN_INTAKE)
def case_open(request: MemberRequest) -> HttpResponse:
    """First the search, then "none of these", then the form; each step is one POST to this address."""
    step = request.POST.get("step", "search")
    if step == "save":
        return _save(request)
    search = SearchForm(sent(request))
    if not (search.is_bound and search.is_valid()):
        return render(request, "cases/case_open.html", {"form": search}, status=form_status(search))
    if step == "new":
        return _draw(request, _new_form(request, initial=_from_search(search.cleaned_data)))
    return _matches(request, search)


def _matches(request: MemberRequest, search: SearchForm) -> HttpResponse:
    asked = search.cleaned_data
    birth = asked["birth"]
    found = find_people(
        asked["text"],
        birth_date=birth.value if birth.is_known else None,
        birth_year=birth.earliest.year if birth.is_known else None,
        document_number=asked["document_number"],
    )
    audit.record("people.searched", found=len(found))
    rows = _known_to(request.membership, found)
    context = {"form": search, "matches": rows, "searched": True}
    return render(request, "cases/case_open.html", context)


def _known_to(membership: Any, found: list[Match]) -> list[dict[str, Any]]:
    """Matches with the newest case; one the member may not open shows its code and whom to ask."""
    people = [match.person for match in found]
    newest: dict[int, Case] = {}
    hidden: dict[int, Case] = {}
    visible = set(visible_cases(membership).filter(person__in=people).values_list("pk", flat=True))
    for case in Case.objects.filter(person__in=people).with_people().order_by("opened_on", "id"):
        target = newest if case.pk in visible else hidden
        target[case.person_id] = case
    return [
        {
            "match": match,
            "name": _both_names(match.person),
            "case": newest.get(match.person.pk),
            "hidden": hidden.get(match.person.pk),
        }
        for match in found
        if match.person.pk in newest or not _is_sealed(hidden.get(match.person.pk))
    ]


def _both_names(person: Person) -> str:
    names = (person.legal_name, person.preferred_name)
    return ", ".join(dict.fromkeys(filter(None, names))) or person.case_code


def _is_sealed(case: Case | None) -> bool:
    return case is not None and case.is_sealed


def _save(request: MemberRequest) -> HttpResponse:
    form = _new_form(request, request.POST)
    opened: list[Case] = []
    if succeeds(form, lambda: opened.append(_open(request, form))):
        return redirect("cases:identity", opened[0].ref)
    return _draw(request, form)


def _open(request: MemberRequest, form: IntakeForm) -> Case:
    cleaned = form.cleaned_data
    answer = {
        "given_by": cleaned["given_by"],
        "form": cleaned["consent_form"],
        "language": cleaned["consent_language"],
        "checklist": cleaned["checklist"],
    }
    experience = form.part(IntakeForm.EXPERIENCE) or {"asked_status": AskedStatus.NOT_ASKED}
    return open_case(
        by=request.membership,
        on=cleaned["on"],
        person=PersonDetails(**form.part(IntakeForm.PERSON)),
        arrival=ArrivalDetails(**form.part(IntakeForm.ARRIVAL)),
        services=ConsentAnswer(cleaned["services"], **answer),
        data_storage=ConsentAnswer(cleaned["data_storage"], **answer),
        experience=EpisodeDetails(**experience),
        case_manager=cleaned.get("case_manager"),
        token=cleaned["token"],
    )


def _new_form(request: MemberRequest, data: Any = None, initial: dict[str, Any] | None = None) -> IntakeForm:
    membership = request.membership
    start = {"token": secrets.token_urlsafe(24), "on": clock.today(), **(initial or {})}
    return IntakeForm(
        data,
        initial=start,
        managers=case_managers() if can(membership, Act.ASSIGN_CASE) else None,
        with_experience=section_access(membership, Section.EXPERIENCE) >= Access.WRITE,
    )


def _from_search(asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "legal_name": asked["text"],
        "document_number": asked["document_number"],
        "birth": asked["birth"],
    }


def _draw(request: MemberRequest, form: IntakeForm) -> HttpResponse:
    context = {"form": form, "groups": form.groups(), "heading": _("New case")}
    return render(request, "cases/case_intake.html", context, status=form_status(form))
