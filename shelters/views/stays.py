"""The stay of a case: where the person sleeps, since when, until when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cases.decorators import case_page
from cases.models import Case
from cases.queries.safety import risk_block
from cases.views.page import done, sent, succeeds
from renate.accounts.access import can, section_access
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.forms import form_status
from shelters import operations, queries
from shelters.forms import (
    AwayForm,
    BackForm,
    ExplainForm,
    StayEndForm,
    StayExpectForm,
    StayMoveForm,
    StayStartForm,
)
from shelters.models import Absence, HouseRules, Stay
from shelters.programme import plan_lines


@case_page(Section.STAY, Access.LIMITED, tab="stay")
def stay_show(request: MemberRequest, case: Case) -> HttpResponse:
    """The present bed and all earlier ones."""
    by, today = request.membership, clock.today()
    context = {
        "case": case,
        "tab": "stay",
        **queries.stays_of(case),
        "waits": queries.waits_of(case),
        "apart": queries.apart_in_file(case, by=by) if section_access(by, Section.RISK) else [],
        "plan_lines": plan_lines(case, today),
        "today": today,
        "may_manage": can(by, Act.MANAGE_SHELTERS),
        "may_ask": can(by, Act.OPEN_INTAKE) and section_access(by, Section.STAY) >= Access.READ,
        "may_keep_apart": section_access(by, Section.RISK) == Access.WRITE,
        "may_read_plan": section_access(by, Section.PLAN) >= Access.READ,
    }
    return render(request, "shelters/stay_show.html", context)


@case_page(Section.STAY, Access.WRITE, tab="stay", act=Act.MANAGE_SHELTERS)
def stay_start(request: MemberRequest, case: Case) -> HttpResponse:
    """Give the person a bed."""
    form = StayStartForm(sent(request), beds=queries.free_beds(clock.today()))
    start = partial(operations.start_stay, case=case)
    apart = queries.apart_in_file(case, by=request.membership)
    return _answer(request, case, form, start, "stay_start", _("The stay has begun."), apart=apart)


@case_page(Section.STAY, Access.WRITE, tab="stay", act=Act.MANAGE_SHELTERS)
def stay_move(request: MemberRequest, case: Case) -> HttpResponse:
    """Another bed, perhaps of another level: a new stay (S0-08)."""
    stay = _open_stay(case)
    form = StayMoveForm(sent(request), beds=queries.free_beds(clock.today()))
    move = partial(operations.move_stay, stay=stay)
    apart = queries.apart_in_file(case, by=request.membership)
    return _answer(request, case, form, move, "stay_move", _("Moved."), stay=stay, apart=apart)


@case_page(Section.STAY, Access.WRITE, tab="stay", act=Act.MANAGE_SHELTERS)
def stay_end(request: MemberRequest, case: Case) -> HttpResponse:
    """The person leaves."""
    stay = _open_stay(case)
    end = partial(operations.end_stay, stay=stay)
    return _answer(
        request, case, StayEndForm(sent(request)), end, "stay_end", _("The stay has ended."), stay=stay,
        risk_block=risk_block(case, clock.today()),
        may_assess=section_access(request.membership, Section.RISK) == Access.WRITE,
    )  # fmt: skip


@case_page(Section.STAY, Access.WRITE, tab="stay", act=Act.MANAGE_SHELTERS)
def stay_expect(request: MemberRequest, case: Case) -> HttpResponse:
    """Until when the bed is expected to be taken."""
    stay = _open_stay(case)
    form = StayExpectForm(sent(request), initial={"expected_to": stay.expected_to})
    expect = partial(operations.expect_departure, on=clock.today(), stay=stay)
    return _answer(request, case, form, expect, "stay_expect", _("Saved."), stay=stay)


@case_page(Section.STAY, Access.WRITE, tab="stay", act=Act.MANAGE_SHELTERS)
def stay_away(request: MemberRequest, case: Case) -> HttpResponse:
    """The person is away and keeps the bed."""
    stay = _open_stay(case)
    leave = partial(operations.note_absence, stay=stay)
    return _answer(request, case, AwayForm(sent(request)), leave, "stay_away", _("Noted."), stay=stay)


@case_page(Section.STAY, Access.WRITE, tab="stay", act=Act.MANAGE_SHELTERS)
def stay_back(request: MemberRequest, case: Case) -> HttpResponse:
    """The person is back."""
    stay = _open_stay(case)
    absence = get_object_or_404(Absence.objects.select_related("stay"), stay=stay, back_on__isnull=True)
    come_back = partial(operations.end_absence, absence=absence)
    return _answer(request, case, BackForm(sent(request)), come_back, "stay_back", _("Noted."), stay=stay)


@case_page(Section.STAY, Access.WRITE, tab="stay", act=Act.MANAGE_SHELTERS)
def stay_rules(request: MemberRequest, case: Case) -> HttpResponse:
    """The house rules were explained to the person."""
    stay = _open_stay(case)
    newest = HouseRules.objects.filter(shelter=stay.bed.shelter_id).order_by("version").last()
    if newest is None:
        raise Http404
    form = ExplainForm(sent(request))
    explain = partial(operations.explain_rules, stay=stay, house_rules=newest)
    return _answer(request, case, form, explain, "stay_rules", _("Kept."), stay=stay, rules=newest)


def _open_stay(case: Case) -> Stay:
    stay = Stay.objects.open().filter(case=case).select_related("bed__shelter", "case__person").first()
    if stay is None:
        raise Http404
    return stay


def _answer(
    request: MemberRequest,
    case: Case,
    form: Form,
    act: Callable[..., Any],
    template: str,
    said: str,
    **more: Any,
) -> HttpResponse:
    """Run one operation with the form's values, or show the form with what was typed and why not."""
    if succeeds(form, lambda: act(by=request.membership, **form.cleaned_data)):
        return done(request, said, "shelters:stay_show", case.public_id)
    context = {"case": case, "tab": "stay", "form": form, **more}
    return render(request, f"shelters/{template}.html", context, status=form_status(form))
