"""Conferences and incidents of a case."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.work import ConferenceForm, IncidentForm
from cases.models import Case, CaseConference, Incident
from cases.operations import change_conference, change_incident, hold_conference, log_incident
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.PLAN, Access.LIMITED, tab="events")
def event_list(request: CaseRequest, case: Case) -> HttpResponse:
    """Conferences for who reads the plan, incidents for who reads about safety."""
    plan = section_access(request.membership, Section.PLAN)
    risk = section_access(request.membership, Section.RISK)
    conferences = case.conferences.select_related("by__user").order_by("-on", "-id")
    incidents = Incident.objects.filter(people__case=case).order_by("-on", "-id")
    context = {
        "conferences": conferences if plan >= Access.READ else None,
        "incidents": incidents if risk >= Access.LIMITED else None,
        "opens_incidents": risk >= Access.READ,
        "may_hold": plan >= Access.WRITE,
        "may_log": risk >= Access.WRITE,
    }
    return draw(request, case, "event_list", **context)


@case_page(Section.PLAN, Access.WRITE, tab="events")
def conference_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Record who sat together and what was decided."""
    membership = request.membership
    form = ConferenceForm(sent(request), initial={"on": clock.today(), "members": [membership.pk]})
    form = drafted(request, form, label=_("Conference"), about=case.person.case_code)
    if succeeds(form, lambda: hold_conference(by=membership, case=case, **form.answers())):
        return done(request, _("The conference is recorded."), "cases:event_list", case.ref)
    return draw(request, case, "conference_add", form=form)


@case_page(Section.PLAN, Access.READ, tab="events")
def conference_show(request: CaseRequest, case: Case, conference_ref: str) -> HttpResponse:
    """One conference with its decisions."""
    conference = get_object_or_404(case.conferences.select_related("by__user"), public_id=conference_ref)
    context = {
        "conference": conference,
        "attendees": conference.attendees.select_related("membership__user").order_by("id"),
        "decisions": conference.decisions.select_related("task__assigned_to__user").order_by("id"),
        "may_change": section_access(request.membership, Section.PLAN) >= Access.WRITE,
    }
    return draw(request, case, "conference_show", **context)


@case_page(Section.PLAN, Access.WRITE, tab="events")
def conference_edit(request: CaseRequest, case: Case, conference_ref: str) -> HttpResponse:
    """Correct the record, or add a decision."""
    conference: CaseConference = held(
        request, get_object_or_404(case.conferences.all(), public_id=conference_ref)
    )
    form = edited(ConferenceForm(sent(request), initial=ConferenceForm.initial_for(conference)), conference)
    form = drafted(request, form, label=_("Conference"), about=case.person.case_code)
    membership = request.membership
    if succeeds(form, lambda: change_conference(by=membership, conference=conference, **form.answers())):
        return done(request, _("Saved."), "cases:conference_show", case.ref, conference.public_id)
    return draw(request, case, "conference_edit", form=form, conference=conference)


@case_page(Section.RISK, Access.WRITE, tab="events")
def incident_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Write down what happened."""
    membership = request.membership
    form = IncidentForm(sent(request), initial={"on": clock.today()})
    form = drafted(request, form, label=_("Incident"), about=case.person.case_code)
    if succeeds(form, lambda: log_incident(by=membership, cases=[case], **form.cleaned_data)):
        return done(request, _("The incident is recorded."), "cases:event_list", case.ref)
    return draw(request, case, "incident_add", form=form)


@case_page(Section.RISK, Access.READ, tab="events")
def incident_show(request: CaseRequest, case: Case, incident_ref: str) -> HttpResponse:
    """One incident."""
    found = Incident.objects.filter(people__case=case).select_related("reported_by__user")
    incident = get_object_or_404(found, public_id=incident_ref)
    may_change = section_access(request.membership, Section.RISK) >= Access.WRITE
    return draw(request, case, "incident_show", incident=incident, may_change=may_change)


@case_page(Section.RISK, Access.WRITE, tab="events")
def incident_edit(request: CaseRequest, case: Case, incident_ref: str) -> HttpResponse:
    """Correct or complete the record."""
    found = Incident.objects.filter(people__case=case)
    incident = held(request, get_object_or_404(found, public_id=incident_ref))
    form = edited(IncidentForm(sent(request), initial=IncidentForm.initial_for(incident)), incident)
    form = drafted(request, form, label=_("Incident"), about=case.person.case_code)
    membership = request.membership
    if succeeds(form, lambda: change_incident(by=membership, incident=incident, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:incident_show", case.ref, incident.public_id)
    return draw(request, case, "incident_edit", form=form, incident=incident)
