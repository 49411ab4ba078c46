"""The incident log of a house."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cases.views.page import done, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.forms import form_status
from shelters import access, operations, queries
from shelters.forms import HouseIncidentForm
from shelters.models import Shelter


@requires(Act.SEE_SHELTERS, Act.MANAGE_SHELTERS)
def house_incident_list(request: MemberRequest, ref: str) -> HttpResponse:
    """What happened in a house, newest first; texts only where every file concerned is open."""
    shelter, by = get_object_or_404(Shelter, public_id=ref), request.membership
    reads_risk = section_access(by, Section.RISK) >= Access.READ
    visible = access.residents_shown_to(by)
    context = {
        "shelter": shelter,
        "incidents": queries.incidents_of(shelter, visible=visible, reads_risk=reads_risk),
        "may_log": access.may_log_incident(by),
    }
    return render(request, "shelters/house_incident_list.html", context)


@requires(Act.SEE_SHELTERS, Act.MANAGE_SHELTERS)
def house_incident_add(request: MemberRequest, ref: str) -> HttpResponse:
    """Write down what happened; whoever is on shift does it too."""
    shelter, by = get_object_or_404(Shelter, public_id=ref), request.membership
    if not access.may_log_incident(by):
        raise Http404
    there = queries.residents(shelter, visible=access.residents_shown_to(by))
    form = HouseIncidentForm(sent(request), residents=there, initial={"on": clock.today()})
    if succeeds(form, lambda: operations.log_house_incident(by=by, shelter=shelter, **form.details())):
        return done(request, _("The incident is logged."), "shelters:house_incident_list", ref)
    context = {"form": form, "shelter": shelter}
    return render(request, "shelters/house_incident_add.html", context, status=form_status(form))
