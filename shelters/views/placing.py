"""Who waits for a bed, and who should be kept apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.access import visible_cases
from cases.decorators import case_page
from cases.models import Case
from renate.accounts.access import can
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status
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
    form = WaitingForm(request.POST or None)
    if form.is_valid():
        try:
            operations.ask_for_bed(by=request.membership, on=clock.today(), case=case, **form.cleaned_data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("The person is on the waiting list."))
            return redirect("shelters:stay_show", case.public_id)
    context = {"case": case, "tab": "stay", "form": form}
    return render(request, "shelters/waiting_add.html", context, status=form_status(form))


@case_page(Section.STAY, Access.READ, tab="stay", act=Act.OPEN_INTAKE)
def waiting_end(request: MemberRequest, case: Case) -> HttpResponse:
    """Take the person off the waiting list."""
    waits = get_object_or_404(BedRequest, case=case, ended_on__isnull=True)
    form = WaitingEndForm(request.POST or None)
    if form.is_valid():
        try:
            operations.end_waiting(by=request.membership, request=waits, **form.cleaned_data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("The person is off the waiting list."))
            return redirect("shelters:stay_show", case.public_id)
    context = {"case": case, "tab": "stay", "form": form, "waits": waits}
    return render(request, "shelters/waiting_end.html", context, status=form_status(form))


@case_page(Section.RISK, Access.WRITE, tab="stay")
def apart_add(request: MemberRequest, case: Case) -> HttpResponse:
    """Note somebody from whom the person should be kept apart."""
    form = ApartForm(request.POST or None)
    if form.is_valid():
        try:
            _note_apart(request, case, **form.cleaned_data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Noted. Whoever gives a bed is warned."))
            return redirect("shelters:stay_show", case.public_id)
    context = {"case": case, "tab": "stay", "form": form}
    return render(request, "shelters/apart_add.html", context, status=form_status(form))


@case_page(Section.RISK, Access.WRITE, tab="stay")
def apart_end(request: MemberRequest, case: Case, apart_ref: str) -> HttpResponse:
    """The reason to keep two people apart is gone."""
    pair = get_object_or_404(KeepApart.objects.standing().of_person(case.person_id), public_id=apart_ref)
    if request.method == "POST":
        operations.end_keep_apart(by=request.membership, on=clock.today(), pair=pair)
        messages.success(request, _("Ended."))
        return redirect("shelters:stay_show", case.public_id)
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
