"""The log of requests, for who answers them: the person stands there as a code."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cases.access import may_open
from cases.models import Person
from renate import audit
from renate.accounts.decorators import requires, sudo
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.rights import operations
from renate.rights.codes import RequestKind
from renate.rights.forms import DecisionForm, DisagreementForm, HoldForm, NothingForm, ReasonForm
from renate.rights.models import LegalHold, RightsRequest
from renate.rights.operations.anonymising import why_not_anonymised
from renate.rights.views.page import act, sent, the_request

PAGE_SIZE = 50


@requires(Act.MANAGE_RIGHTS)
def request_list(request: MemberRequest) -> HttpResponse:
    """Requests that wait, in the order in which they are due; or all of them."""
    rows = RightsRequest.objects.select_related("person").soonest_first()
    everything = request.GET.get("show") == "all"
    page = Paginator(rows if everything else rows.waiting(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "today": clock.today(), "everything": everything}
    return render(request, "rights/request_list.html", context)


@requires(Act.MANAGE_RIGHTS)
def request_show(request: MemberRequest, request_ref: str) -> HttpResponse:
    """One request: what was asked, what was decided, what is to be done."""
    found = the_request(request_ref)
    audit.record("right.read", on=found)
    holds = found.person.legal_holds.select_related("by__user", "ended_by__user").order_by("-from_on", "-id")
    context = {
        "item": found,
        "holds": holds,
        "today": clock.today(),
        "opens": may_open(request.membership, found.case),
        "bar": why_not_anonymised(found.person) if found.kind == RequestKind.ERASURE else None,
    }
    return render(request, "rights/request_show.html", context)


@requires(Act.MANAGE_RIGHTS)
def request_decide(request: MemberRequest, request_ref: str) -> HttpResponse:
    """Grant or refuse."""
    form = DecisionForm(sent(request))
    return _step(request, request_ref, form, operations.decide_request, "request_decide")


@requires(Act.MANAGE_RIGHTS)
def request_extend(request: MemberRequest, request_ref: str) -> HttpResponse:
    """Two months more."""
    form = ReasonForm(sent(request))
    return _step(request, request_ref, form, operations.extend_request, "request_extend")


@requires(Act.MANAGE_RIGHTS)
def request_disagree(request: MemberRequest, request_ref: str) -> HttpResponse:
    """What the person says to a refusal."""
    form = DisagreementForm(sent(request))
    return _step(request, request_ref, form, operations.note_disagreement, "request_disagree")


@requires(Act.MANAGE_RIGHTS)
@sudo
def request_do(request: MemberRequest, request_ref: str) -> HttpResponse:
    """Do what was granted: restrict, delete, or note that it was put right."""
    found, form = the_request(request_ref), NothingForm(sent(request))
    by, on = request.membership, clock.today()
    done = {
        RequestKind.RESTRICTION: lambda: operations.restrict_person(by=by, on=on, request=found),
        RequestKind.ERASURE: lambda: operations.erase_on_request(by=by, on=on, request=found),
    }.get(RequestKind(found.kind), lambda: operations.finish_request(by=by, on=on, request=found))
    back = reverse("rights:request_list") if found.kind == RequestKind.ERASURE else _page_of(found)
    return act(request, form, done, template="request_do", back=back, item=found)


@requires(Act.MANAGE_RIGHTS)
def request_withdraw(request: MemberRequest, request_ref: str) -> HttpResponse:
    """The person does not want it any more."""
    form = NothingForm(sent(request))
    return _step(request, request_ref, form, operations.withdraw_request, "request_withdraw")


@requires(Act.MANAGE_RIGHTS)
def restriction_lift(request: MemberRequest, request_ref: str) -> HttpResponse:
    """Work with the file again."""
    found, form = the_request(request_ref), NothingForm(sent(request))
    person: Person = found.person
    by, on = request.membership, clock.today()
    return act(
        request, form, lambda: operations.lift_restriction(by=by, on=on, person=person),
        template="restriction_lift", back=_page_of(found), item=found,
    )  # fmt: skip


@requires(Act.MANAGE_RIGHTS)
def hold_place(request: MemberRequest, request_ref: str) -> HttpResponse:
    """Nothing may be deleted for a while."""
    found, form = the_request(request_ref), HoldForm(sent(request), initial={"from_on": clock.today()})
    by, on = request.membership, clock.today()
    return act(
        request, form,
        lambda: operations.place_hold(by=by, on=on, person=found.person, **form.cleaned_data),
        template="hold_place", back=_page_of(found), item=found,
    )  # fmt: skip


@requires(Act.MANAGE_RIGHTS)
@sudo
def hold_end(request: MemberRequest, request_ref: str, hold_ref: str) -> HttpResponse:
    """The ground is gone."""
    found, form = the_request(request_ref), NothingForm(sent(request))
    hold = get_object_or_404(LegalHold, person=found.person_id, public_id=hold_ref)
    by, on = request.membership, clock.today()
    return act(
        request, form, lambda: operations.end_hold(by=by, on=on, hold=hold),
        template="hold_end", back=_page_of(found), item=found, hold=hold,
    )  # fmt: skip


def _step(
    request: MemberRequest, request_ref: str, form: Form, operation: Callable[..., Any], template: str
) -> HttpResponse:
    """One step of a request: what its form says goes to the operation; then back to the request."""
    found, by, on = the_request(request_ref), request.membership, clock.today()
    return act(
        request, form, lambda: operation(by=by, on=on, request=found, **form.cleaned_data),
        template=template, back=_page_of(found), item=found,
    )  # fmt: skip


def _page_of(found: RightsRequest) -> str:
    return reverse("rights:request_show", args=[found.public_id])
