"""A return: one page with its stages, and a page for each thing that is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.queries.identity import country_name
from cases.views.page import done, sent, succeeds
from referrals import journeys
from referrals.codes import RETURN_TONES, STARTS_AT_ARRIVAL, ReturnState
from referrals.forms.handover import ConfirmForm
from referrals.forms.returns import (
    DepartForm,
    LegForm,
    ReturnChangeForm,
    ReturnOpenForm,
    ScreeningForm,
    StepForm,
    StopForm,
    WayContactForm,
)
from referrals.models import ReturnContact, ReturnLeg, ReturnProcess, ReturnStep
from referrals.operations import returns as operations
from referrals.queries import returns as queries
from referrals.rules.returns import BY_CODE, PRINCIPLES, current_stage, departure_faults
from referrals.views.page import draw
from renate.accounts.access import can, section_access
from renate.accounts.roles import Access, Act, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import guarded, held

TAB, TITLE = "return", gettext_lazy("Return")


@case_page(Section.PLAN, Access.READ, tab=TAB)
def return_show(request: CaseRequest, case: Case) -> HttpResponse:
    """Where the return stands, what is still to do before the next gate, and the way."""
    writes = section_access(request.membership, Section.PLAN) == Access.WRITE
    decides = can(request.membership, Act.DECIDE_PHASE)
    context: dict[str, Any] = {"may_write": writes and case.is_open, "may_decide": decides and case.is_open}
    journey = queries.latest_return(case)
    if journey is not None:
        facts = journeys.facts_of(journey, on=clock.today())
        waits = journey.state == ReturnState.OPEN
        context |= {
            "journey": journey,
            "tone": RETURN_TONES.get(journey.state, "neutral"),
            "stages": queries.stages(journey),
            "stage": current_stage(facts),
            "faults": departure_faults(facts, on=clock.today()) if waits else [],
            "is_late": journeys.is_too_late(journey, clock.now()),
            "starts_at_arrival": journey.kind in STARTS_AT_ARRIVAL,
            "through": [country_name(code) for code in journey.transit_countries],
            **queries.way(journey),
        }
    return draw(request, case, "return_show", **context)


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def return_open(request: CaseRequest, case: Case) -> HttpResponse:
    """Begin a return."""
    form = ReturnOpenForm(sent(request))
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    return _act(
        request, case, form, operations.open_return, "return_open", _("The return is opened."), case=case
    )


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def return_change(request: CaseRequest, case: Case) -> HttpResponse:
    """Countries, destination, and the person's decision."""
    journey = _held(request, case)
    names = ("from_country", "transit_countries", "to_country", "destination", "situation", "decided_on")
    form = guarded(ReturnChangeForm(sent(request), initial={name: getattr(journey, name) for name in names}))
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    act = operations.change_return
    return _act(request, case, form, act, "return_change", _("Saved."), journey=journey)


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def step_mark(request: CaseRequest, case: Case, code: str) -> HttpResponse:
    """One step of the checklist."""
    journey = _held(request, case)
    step = held(request, get_object_or_404(ReturnStep, journey=journey, code=code))
    if code == "screened":
        raise Http404  # the screening has a page of its own
    initial = {"state": step.state, "note": step.note, "done_on": step.done_on or clock.today()}
    form = guarded(StepForm(sent(request), initial=initial), ignore=["done_on"])
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    label = BY_CODE[code].label

    def mark(**values: Any) -> None:
        operations.mark_step(code=code, **values)

    return _act(request, case, form, mark, "step_mark", _("Noted."), shown={"label": label}, journey=journey)


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def leg_add(request: CaseRequest, case: Case) -> HttpResponse:
    """A part of the way."""
    journey = _open(case)
    return _act(
        request, case, LegForm(sent(request)), operations.keep_leg, "leg_add", _("Added."), journey=journey
    )


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def leg_change(request: CaseRequest, case: Case, leg_ref: str) -> HttpResponse:
    """Change a part of the way."""
    journey = _held(request, case)
    leg = held(request, get_object_or_404(ReturnLeg, journey=journey, public_id=leg_ref))
    form = guarded(LegForm(sent(request), instance=leg))
    act = operations.keep_leg
    return _act(request, case, form, act, "leg_change", _("Saved."), journey=journey, leg=leg)


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def leg_remove(request: CaseRequest, case: Case, leg_ref: str) -> HttpResponse:
    """Take a part out of the way."""
    leg = get_object_or_404(ReturnLeg, journey=_open(case), public_id=leg_ref)
    form = ConfirmForm(sent(request))
    return _act(request, case, form, operations.remove_leg, "leg_remove", _("Removed."), leg=leg)


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def helper_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Somebody who helps on the way."""
    form = WayContactForm(sent(request))
    act = operations.keep_way_contact
    return _act(request, case, form, act, "helper_add", _("Added."), journey=_open(case))


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def helper_change(request: CaseRequest, case: Case, helper_ref: str) -> HttpResponse:
    """Change what is known of a helper."""
    journey = _held(request, case)
    contact = held(request, get_object_or_404(ReturnContact, journey=journey, public_id=helper_ref))
    form = guarded(WayContactForm(sent(request), instance=contact))
    act = operations.keep_way_contact
    return _act(request, case, form, act, "helper_change", _("Saved."), journey=journey, contact=contact)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.DECIDE_PHASE)
def return_sign(request: CaseRequest, case: Case) -> HttpResponse:
    """Case manager and coordinator each sign."""
    form = ConfirmForm(sent(request))
    return _act(request, case, form, operations.sign_return, "return_sign", _("Signed."), journey=_open(case))


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.DECIDE_PHASE)
def return_depart(request: CaseRequest, case: Case) -> HttpResponse:
    """The person leaves; what is still missing stands above the form."""
    journey = _open(case)
    facts = journeys.facts_of(journey, on=clock.today())
    shown = {"faults": departure_faults(facts, on=clock.today()), "principles": PRINCIPLES}
    form = DepartForm(sent(request), initial={"at": clock.now()})
    text = _("On the way. Everybody is told when nobody hears of a safe arrival in time.")
    return _act(request, case, form, operations.depart, "return_depart", text, shown=shown, journey=journey)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.DECIDE_PHASE, while_restricted=True)
def return_arrive(request: CaseRequest, case: Case) -> HttpResponse:
    """Safe arrival was heard of."""
    form = ConfirmForm(sent(request))
    text = _("Arrived. Contact is close for the next six months.")
    act = operations.record_arrival
    return _act(request, case, form, act, "return_arrive", text, journey=_open(case))


@case_page(Section.PLAN, Access.WRITE, tab=TAB)
def return_screen(request: CaseRequest, case: Case) -> HttpResponse:
    """Screening of who was sent back or came alone."""
    form = ScreeningForm(sent(request))
    act = operations.screen_at_arrival
    return _act(request, case, form, act, "return_screen", _("Recorded."), journey=_open(case))


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.DECIDE_PHASE, while_restricted=True)
def return_stop(request: CaseRequest, case: Case) -> HttpResponse:
    """It does not take place."""
    form = StopForm(sent(request))
    text = _("Stopped. Help goes on as before.")
    return _act(request, case, form, operations.stop_return, "return_stop", text, journey=_open(case))


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.DECIDE_PHASE)
def return_finish(request: CaseRequest, case: Case) -> HttpResponse:
    """Everything at arrival is settled."""
    form = ConfirmForm(sent(request))
    act = operations.finish_return
    return _act(request, case, form, act, "return_finish", _("Finished."), journey=_open(case))


def _act(
    request: CaseRequest,
    about: Case,
    form: BaseForm,
    act: Callable[..., Any],
    template: str,
    said: str,
    *,
    shown: dict[str, Any] | None = None,
    **to: Any,
) -> HttpResponse:
    """One form, one operation; then back to the return."""

    def run() -> None:
        act(by=request.membership, on=clock.today(), **to, **form.cleaned_data)

    if succeeds(form, run):
        return done(request, said, "referrals:return_show", about.ref)
    rows = {name: row for name, row in to.items() if name != "case"}
    return draw(request, about, template, form=form, **rows, **(shown or {}))


def _held(request: CaseRequest, case: Case) -> ReturnProcess:
    """The return under way, kept from others while a form about it is being stored; the case first."""
    held(request, case)
    return held(request, _open(case))


def _open(case: Case) -> ReturnProcess:
    journey = queries.latest_return(case)
    if journey is None or not journey.is_open:
        raise Http404
    return journey
