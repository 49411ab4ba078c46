"""Addresses of the case file; the overview of a file is a page of renate.pages."""

from django.urls import path

from cases.views import (
    closing,
    consent,
    contact,
    experience,
    identity,
    intake,
    listing,
    notes,
    people,
    risk,
    team,
)

app_name = "cases"

urlpatterns = [
    # list and intake
    path("cases/", listing.case_list, name="case_list"),
    path("cases/new/", intake.case_open, name="case_open"),
    # person
    path("cases/<str:ref>/identity/", identity.identity, name="identity"),
    path("cases/<str:ref>/identity/edit/", identity.identity_edit, name="identity_edit"),
    path("cases/<str:ref>/people/", people.people, name="people"),
    path("cases/<str:ref>/people/new/", people.related_person_add, name="related_person_add"),
    path(
        "cases/<str:ref>/people/<str:relative_ref>/",
        people.related_person_edit,
        name="related_person_edit",
    ),
    path("cases/<str:ref>/experience/", experience.experience, name="experience"),
    path("cases/<str:ref>/experience/new/", experience.episode_add, name="episode_add"),
    # consent and contact
    path("cases/<str:ref>/consent/", consent.consent_list, name="consent_list"),
    path("cases/<str:ref>/consent/new/", consent.consent_record, name="consent_record"),
    path(
        "cases/<str:ref>/consent/<str:consent_ref>/withdraw/",
        consent.consent_withdraw,
        name="consent_withdraw",
    ),
    path("cases/<str:ref>/contact/", contact.contact, name="contact"),
    path("cases/<str:ref>/contact/edit/", contact.contact_edit, name="contact_edit"),
    # risk and notes
    path("cases/<str:ref>/risk/", risk.risk_list, name="risk_list"),
    path("cases/<str:ref>/risk/new/", risk.risk_assess, name="risk_assess"),
    path("cases/<str:ref>/notes/", notes.note_list, name="note_list"),
    path("cases/<str:ref>/notes/new/", notes.note_add, name="note_add"),
    # team and access
    path("cases/<str:ref>/access/", team.team, name="team"),
    path("cases/<str:ref>/access/new/", team.team_add, name="team_add"),
    path("cases/<str:ref>/access/assign/", team.case_assign, name="case_assign"),
    path("cases/<str:ref>/access/seal/", team.case_seal, name="case_seal"),
    path("cases/<str:ref>/access/<str:member_ref>/end/", team.team_end, name="team_end"),
    # closing
    path("cases/<str:ref>/closure/", closing.closure, name="closure"),
    path("cases/<str:ref>/closure/request/", closing.closure_request, name="closure_request"),
    path("cases/<str:ref>/closure/approve/", closing.closure_approve, name="closure_approve"),
    path("cases/<str:ref>/closure/return/", closing.closure_return, name="closure_return"),
    path("cases/<str:ref>/closure/reopen/", closing.case_reopen, name="case_reopen"),
]
