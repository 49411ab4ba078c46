"""Intake: look the person up first, then open the case."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.codes import AskedStatus
from cases.forms.intake import IntakeForm, SearchForm
from cases.forms.team import case_managers
from cases.models import Case, Person
from cases.operations import (
    ArrivalDetails,
    ConsentAnswer,
    EpisodeDetails,
    GuardianDetails,
    PersonDetails,
    open_case,
)
from cases.rules.partial_dates import UNKNOWN_DATE
from cases.views import lookup
from cases.views.page import sent, succeeds
from renate import audit
from renate.accounts.access import can, section_access
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.drafts.keeping import WINDOW, drafted
from renate.kit import clock
from renate.kit.forms import form_status


@requires(Act.OPEN_INTAKE)
def case_open(request: MemberRequest) -> HttpResponse:
    """First the search, then the form; whoever is like the person is shown before anybody new is made."""
    step = request.POST.get("step", "search")
    if step == "save":
        return _save(request)
    if request.method == "GET" and WINDOW in request.GET:
        return _draw(request, _new_form(request))
    search = SearchForm(sent(request))
    if not (search.is_bound and search.is_valid()):
        return render(request, "cases/case_open.html", {"form": search}, status=form_status(search))
    if request.POST.get("known"):
        return _for_known(request, search)
    return _look_up(request, search, wants_new=step == "new")


def _look_up(request: MemberRequest, search: SearchForm, *, wants_new: bool) -> HttpResponse:
    """The matches; the empty form only when nobody is left who was not shown."""
    asked, membership = search.cleaned_data, request.membership
    before = lookup.seen(membership, request.POST.get("looked", ""))
    rows = lookup.matches(membership, [asked["text"]], asked["birth"], asked["document_number"])
    looked = lookup.shown(membership, rows, before)
    if wants_new and not lookup.unseen(rows, before):
        return _draw(request, _new_form(request, initial=_from_search(asked) | {"looked": looked}))
    audit.record("people.searched", found=len(rows))
    context = {"form": search, "matches": rows, "searched": True, "looked": looked}
    return render(request, "cases/case_open.html", context)


def _for_known(request: MemberRequest, search: SearchForm) -> HttpResponse:
    person = lookup.reusable(request.membership, request.POST.get("known", ""))
    if person is None:
        return _look_up(request, search, wants_new=False)
    return _draw(request, _new_form(request, initial={"known": person.public_id}), person)


def _save(request: MemberRequest) -> HttpResponse:
    form = _new_form(request, request.POST)
    membership, known = request.membership, request.POST.get("known", "")
    person = lookup.reusable(membership, known) if known else None
    opened: list[Case] = []
    if known and person is None and not Case.objects.filter(intake_token=form["token"].value()).exists():
        return redirect("cases:case_open")
    if form.is_valid() and not known and (rows := _not_shown(request, form)):
        return _draw(request, form, matches=rows)
    if succeeds(form, lambda: opened.append(_open(request, form, person))):
        return redirect("cases:sections", opened[0].ref)
    return _draw(request, form, person)


def _not_shown(request: MemberRequest, form: IntakeForm) -> list[dict[str, Any]]:
    """Who is like the person as now typed and was not shown; the form then says so and keeps everything."""
    cleaned, membership = form.cleaned_data, request.membership
    if Case.objects.filter(intake_token=cleaned["token"]).exists():
        return []
    before = lookup.seen(membership, cleaned["looked"])
    names = [cleaned["legal_name"], cleaned["preferred_name"]]
    birth = cleaned["birth"] or UNKNOWN_DATE
    rows = lookup.unseen(lookup.matches(membership, names, birth, cleaned["document_number"]), before)
    if rows:
        audit.record("people.searched", found=len(rows))
        data = request.POST.copy()
        data["looked"] = lookup.shown(membership, rows, before)
        form.data = data
        form.add_error(None, _("Somebody known is like this person. Look below, then save again."))
    return rows


def _open(request: MemberRequest, form: IntakeForm, known: Person | None) -> Case:
    cleaned = form.cleaned_data
    names = ("given_by", "checklist", "assent", "witness", "interpreter")
    answer = {name: cleaned[name] for name in names}
    answer |= {"form": cleaned["consent_form"], "language": cleaned["consent_language"]}
    told = "asked_status" in form.fields
    experience = form.answers(form.EXPERIENCE) if told else {"asked_status": AskedStatus.NOT_ASKED}
    guardian = form.guardian()
    return open_case(
        by=request.membership,
        on=cleaned["on"],
        person=known or PersonDetails(**form.answers(form.PERSON)),
        arrival=ArrivalDetails(**form.answers(form.ARRIVAL)),
        services=ConsentAnswer(cleaned["services"], **answer),
        data_storage=ConsentAnswer(cleaned["data_storage"], **answer),
        experience=EpisodeDetails(**experience),
        guardian=GuardianDetails(**guardian) if guardian else None,
        case_manager=cleaned.get("case_manager"),
        token=cleaned["token"],
    )


def _new_form(request: MemberRequest, data: Any = None, initial: dict[str, Any] | None = None) -> IntakeForm:
    membership = request.membership
    start = {"token": secrets.token_urlsafe(24), "on": clock.today(), **(initial or {})}
    form = IntakeForm(
        data,
        initial=start,
        managers=case_managers() if can(membership, Act.ASSIGN_CASE) else None,
        with_experience=section_access(membership, Section.EXPERIENCE) >= Access.WRITE,
    )
    return drafted(request, form, label=_("New case"), once=False)


def _from_search(asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "legal_name": asked["text"],
        "document_number": asked["document_number"],
        "birth": asked["birth"],
    }


def _draw(
    request: MemberRequest,
    form: IntakeForm,
    person: Person | None = None,
    matches: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    person = person or lookup.reusable(request.membership, form["known"].value() or "")
    context = {
        "form": form, "groups": form.groups(), "heading": _("New case"), "person": person,
        "matches": matches or [],
    }  # fmt: skip
    return render(request, "cases/case_intake.html", context, status=form_status(form))
