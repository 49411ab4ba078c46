"""One grant: budget against spending, lines, instalments, deadlines, costs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.funding import operations
from renate.funding.forms import CostForm, DeadlineForm, InstalmentForm, LineForm
from renate.funding.models import Grant, GrantDeadline, Instalment
from renate.funding.queries import budget_of
from renate.kit import clock
from renate.kit.forms import carried_out, form_status

LATEST_COSTS = 20


def _grant(ref: str) -> Grant:
    return get_object_or_404(Grant.objects.select_related("donor", "programme"), public_id=ref)


@requires(Act.MANAGE_GRANTS)
def grant_show(request: MemberRequest, ref: str) -> HttpResponse:
    """A grant with everything that belongs to it."""
    grant = _grant(ref)
    context = {
        "grant": grant,
        "budget": budget_of(grant),
        "lines": grant.lines.order_by("name"),
        "instalments": grant.instalments.order_by("due_on", "pk"),
        "deadlines": grant.deadlines.order_by("due_on", "pk"),
        "costs": grant.costs.select_related("line").order_by("-on", "-pk")[:LATEST_COSTS],
        "today": clock.today(),
    }
    return render(request, "funding/grant_show.html", context)


def _enter(
    request: MemberRequest, grant: Grant, form: forms.Form, add: Callable[..., Any], heading: str, **more: Any
) -> HttpResponse:
    """One form, one operation; refused reasons stand beside the field."""
    by = request.membership
    if carried_out(form, lambda: add(by=by, grant=grant, **form.cleaned_data, **more)):
        messages.success(request, _("It has been added to the grant."))
        return redirect("funding:grant_show", grant.public_id)
    context = {"form": form, "grant": grant, "heading": heading}
    return render(request, "funding/grant_part.html", context, status=form_status(form))


@requires(Act.MANAGE_GRANTS)
def line_add(request: MemberRequest, ref: str) -> HttpResponse:
    """Enter a budget line."""
    return _enter(
        request, _grant(ref), LineForm(request.POST or None), operations.add_line, "Add a budget line"
    )


@requires(Act.MANAGE_GRANTS)
def instalment_add(request: MemberRequest, ref: str) -> HttpResponse:
    """Enter a promised payment."""
    form = InstalmentForm(request.POST or None)
    return _enter(request, _grant(ref), form, operations.add_instalment, "Add an instalment")


@requires(Act.MANAGE_GRANTS)
def deadline_add(request: MemberRequest, ref: str) -> HttpResponse:
    """Enter a deadline."""
    form = DeadlineForm(request.POST or None)
    return _enter(request, _grant(ref), form, operations.add_deadline, "Add a deadline")


@requires(Act.MANAGE_GRANTS)
def cost_add(request: MemberRequest, ref: str) -> HttpResponse:
    """Charge a cost."""
    grant = _grant(ref)
    form = CostForm(request.POST or None, grant=grant, initial={"on": clock.today()})
    return _enter(request, grant, form, operations.charge_cost, "Charge a cost", today=clock.today())


@requires(Act.MANAGE_GRANTS)
@require_POST
def instalment_received(request: MemberRequest, ref: str) -> HttpResponse:
    """The money has come."""
    instalment = get_object_or_404(Instalment.objects.select_related("grant"), public_id=ref)
    operations.receive_instalment(by=request.membership, on=clock.today(), instalment=instalment)
    return redirect("funding:grant_show", instalment.grant.public_id)


@requires(Act.MANAGE_GRANTS)
@require_POST
def deadline_met(request: MemberRequest, ref: str) -> HttpResponse:
    """It was sent to the donor."""
    deadline: GrantDeadline = get_object_or_404(GrantDeadline.objects.select_related("grant"), public_id=ref)
    operations.meet_deadline(by=request.membership, on=clock.today(), deadline=deadline)
    return redirect("funding:grant_show", deadline.grant.public_id)
