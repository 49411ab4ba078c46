"""Who waits for a bed, and who should be kept apart."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cases.access import visible_cases
from cases.decorators import case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from renate.accounts.access import can
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.forms import form_status
from shelters import access, operations, queries
from shelters.forms import ApartForm, WaitingEndForm, WaitingForm
from shelters.models import BedRequest, KeepApart


@requires(Act.SEE_SHELTERS, Act.MANAGE_SHELTERS)
def waiting_list(request: MemberRequest) -> HttpResponse:
    """Who waits for a bed, the most urgent first."""
    waiting, hidden = queries.waiting_list(
        clock.today(), visible=access.residents_shown_to(request.membership)
    )
    may_manage = can(request.membership, Act.MANAGE_SHELTERS)
    context = {"waiting": waiting, "hidden": hidden, "may_manage": may_manage}
    return render(request, "shelters/waiting_list.html", context)


@case_page(Section.STAY, Access.READ, tab="stay", act=Act.OPEN_INTAKE)
def waiting_add(request: MemberRequest, case: Case) -> HttpResponse:
    """Ask for a bed."""
    form, by, on = WaitingForm(sent(request)), request.membership, clock.today()
    if succeeds(form, lambda: operations.ask_for_bed(by=by, on=on, case=case, **form.cleaned_data)):
        return done(request, _("The person is on the waiting list."), "shelters:stay_show", case.public_id)
    context = {"case": case, "tab": "stay", "form": form}
    return render(request, "shelters/waiting_add.html", context, status=form_status(form))


@case_page(Section.STAY, Access.READ, tab="stay", act=Act.OPEN_INTAKE)
def waiting_end(request: MemberRequest, case: Case) -> HttpResponse:
    """Take the person off the waiting list."""
    waits = get_object_or_404(BedRequest, case=case, ended_on__isnull=True)
    form, by = WaitingEndForm(sent(request)), request.membership
    if succeeds(form, lambda: operations.end_waiting(by=by, request=waits, **form.cleaned_data)):
        return done(request, _("The person is off the waiting list."), "shelters:stay_show", case.public_id)
    context = {"case": case, "tab": "stay", "form": form, "waits": waits}
    return render(request, "shelters/waiting_end.html", context, status=form_status(form))


@case_page(Section.RISK, Access.WRITE, tab="stay")
def apart_add(request: MemberRequest, case: Case) -> HttpResponse:
    """Note somebody from whom the person should be kept apart."""
    form = ApartForm(sent(request))
    if succeeds(form, lambda: _note_apart(request, case, **form.cleaned_data)):
        return done(request, _("Noted. Whoever gives a bed is warned."), "shelters:stay_show", case.public_id)
    context = {"case": case, "tab": "stay", "form": form}
    return render(request, "shelters/apart_add.html", context, status=form_status(form))


@case_page(Section.RISK, Access.WRITE, tab="stay")
def apart_end(request: MemberRequest, case: Case, apart_ref: str) -> HttpResponse:
    """The reason to keep two people apart is gone."""
    pair = get_object_or_404(KeepApart.objects.standing().of_person(case.person_id), public_id=apart_ref)
    if request.method == "POST":
        operations.end_keep_apart(by=request.membership, on=clock.today(), pair=pair)
        return done(request, _("Ended."), "shelters:stay_show", case.public_id)
    return render(request, "shelters/apart_end.html", {"case": case, "tab": "stay", "pair": pair})


def _note_apart(request: MemberRequest, case: Case, *, code: str, kind: str, note: str) -> None:
    """A code that is not among the files one may open is as good as none."""
    found = visible_cases(request.membership).filter(person__case_code__iexact=code.strip())
    other = found.select_related("person").first()
    if other is None:
        raise operations.ApartError(_("No file that you may open has this code."), field="code")
    operations.keep_apart(
        by=request.membership, on=clock.today(), case=case, person=other.person, kind=kind, note=note
    )
