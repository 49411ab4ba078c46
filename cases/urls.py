"""Addresses of the case file; the overview of a file is a page of renate.pages."""

from django.urls import path

from cases.views import (
    attachments,
    bulk,
    closing,
    conflict,
    consent,
    contact,
    emergency,
    events,
    experience,
    feedback,
    hand_over,
    identity,
    intake,
    listing,
    looked,
    notes,
    papers,
    people,
    risk,
    safety_plan,
    team,
    timeline,
    work,
)

app_name = "cases"

urlpatterns = [
    # list and intake
    path("cases/", listing.case_list, name="case_list"),
    path("cases/export/", listing.case_export, name="case_export"),
    path("cases/columns/", listing.list_columns, name="list_columns"),
    path("cases/views/new/", listing.view_save, name="view_save"),
    path("cases/views/<ref:view_ref>/", listing.view_open, name="view_open"),
    path("cases/views/<ref:view_ref>/delete/", listing.view_delete, name="view_delete"),
    path("cases/bulk/", bulk.bulk_change, name="bulk_change"),
    path("cases/bulk/<ref:bulk_ref>/", bulk.bulk_show, name="bulk_show"),
    path("cases/bulk/<ref:bulk_ref>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("cases/new/", intake.case_open, name="case_open"),
    # emergencies, hand-over, cover
    path("emergency/", emergency.emergency_list, name="emergency_list"),
    path("emergency/new/", emergency.emergency_open, name="emergency_open"),
    path("emergency/<ref:ref>/end/", emergency.emergency_end, name="emergency_end"),
    path("hand-over/", hand_over.hand_over, name="hand_over"),
    path("hand-over/cover/", hand_over.cover_arrange, name="cover_arrange"),
    # person
    path("cases/<ref:ref>/identity/", identity.identity, name="identity"),
    path("cases/<ref:ref>/identity/edit/", identity.identity_edit, name="identity_edit"),
    path("cases/<ref:ref>/identity/documents/new/", papers.document_add, name="document_add"),
    path(
        "cases/<ref:ref>/identity/documents/<ref:document_ref>/", papers.document_edit, name="document_edit"
    ),
    path("cases/<ref:ref>/identity/residence/new/", papers.residence_add, name="residence_add"),
    path(
        "cases/<ref:ref>/identity/residence/<ref:residence_ref>/",
        papers.residence_edit,
        name="residence_edit",
    ),
    path("cases/<ref:ref>/identity/periods/new/", papers.period_add, name="period_add"),
    path("cases/<ref:ref>/identity/periods/<ref:period_ref>/", papers.period_edit, name="period_edit"),
    path("cases/<ref:ref>/people/", people.people, name="people"),
    path("cases/<ref:ref>/people/new/", people.related_person_add, name="related_person_add"),
    path(
        "cases/<ref:ref>/people/<ref:relative_ref>/",
        people.related_person_edit,
        name="related_person_edit",
    ),
    path("cases/<ref:ref>/experience/", experience.experience, name="experience"),
    path("cases/<ref:ref>/experience/new/", experience.episode_add, name="episode_add"),
    # consent and contact
    path("cases/<ref:ref>/consent/", consent.consent_list, name="consent_list"),
    path("cases/<ref:ref>/consent/new/", consent.consent_record, name="consent_record"),
    path(
        "cases/<ref:ref>/consent/<ref:consent_ref>/withdraw/",
        consent.consent_withdraw,
        name="consent_withdraw",
    ),
    path("cases/<ref:ref>/contact/", contact.contact, name="contact"),
    path("cases/<ref:ref>/contact/edit/", contact.contact_edit, name="contact_edit"),
    # risk and notes
    path("cases/<ref:ref>/risk/", risk.risk_list, name="risk_list"),
    path("cases/<ref:ref>/risk/new/", risk.risk_assess, name="risk_assess"),
    path("cases/<ref:ref>/risk/plan/new/", safety_plan.safety_plan_write, name="safety_plan_write"),
    path("cases/<ref:ref>/risk/plan/<ref:plan_ref>/", safety_plan.safety_plan_show, name="safety_plan_show"),
    path("cases/<ref:ref>/notes/", notes.note_list, name="note_list"),
    path("cases/<ref:ref>/notes/new/", notes.note_add, name="note_add"),
    # documents
    path("cases/<ref:ref>/documents/", attachments.attachment_list, name="attachment_list"),
    path("cases/<ref:ref>/documents/new/", attachments.attachment_add, name="attachment_add"),
    path(
        "cases/<ref:ref>/documents/<ref:attachment_ref>/content/",
        attachments.attachment_download,
        name="attachment_download",
    ),
    path(
        "cases/<ref:ref>/documents/<ref:attachment_ref>/remove/",
        attachments.attachment_remove,
        name="attachment_remove",
    ),
    path("cases/<ref:ref>/notes/<ref:note_ref>/correct/", notes.note_correct, name="note_correct"),
    # work, events, timeline
    path("cases/<ref:ref>/tasks/", work.task_list, name="task_list"),
    path("cases/<ref:ref>/tasks/new/", work.task_add, name="task_add"),
    path("cases/<ref:ref>/tasks/<ref:task_ref>/", work.task_show, name="task_show"),
    path("cases/<ref:ref>/tasks/<ref:task_ref>/edit/", work.task_edit, name="task_edit"),
    path("cases/<ref:ref>/flags/new/", work.flag_raise, name="flag_raise"),
    path("cases/<ref:ref>/flags/<ref:flag_ref>/resolve/", work.flag_resolve, name="flag_resolve"),
    path("cases/<ref:ref>/events/", events.event_list, name="event_list"),
    path("cases/<ref:ref>/conferences/new/", events.conference_add, name="conference_add"),
    path("cases/<ref:ref>/conferences/<ref:conference_ref>/", events.conference_show, name="conference_show"),
    path(
        "cases/<ref:ref>/conferences/<ref:conference_ref>/edit/",
        events.conference_edit,
        name="conference_edit",
    ),
    path("cases/<ref:ref>/incidents/new/", events.incident_add, name="incident_add"),
    path("cases/<ref:ref>/incidents/<ref:incident_ref>/", events.incident_show, name="incident_show"),
    path("cases/<ref:ref>/incidents/<ref:incident_ref>/edit/", events.incident_edit, name="incident_edit"),
    path("cases/<ref:ref>/timeline/", timeline.timeline, name="timeline"),
    path("feedback/", feedback.feedback_list, name="feedback_list"),
    path("feedback/new/", feedback.feedback_add, name="feedback_add"),
    path("feedback/<ref:feedback_ref>/", feedback.feedback_handle, name="feedback_handle"),
    # team and access
    path("cases/<ref:ref>/access/", team.team, name="team"),
    path("cases/<ref:ref>/looked/", looked.looked, name="looked"),
    path("cases/<ref:ref>/access/new/", team.team_add, name="team_add"),
    path("cases/<ref:ref>/access/conflict/", conflict.conflict_add, name="conflict_add"),
    path(
        "cases/<ref:ref>/access/conflict/<ref:conflict_ref>/lift/",
        conflict.conflict_lift,
        name="conflict_lift",
    ),
    path("cases/<ref:ref>/access/assign/", team.case_assign, name="case_assign"),
    path("cases/<ref:ref>/access/seal/", team.case_seal, name="case_seal"),
    path("cases/<ref:ref>/access/<ref:member_ref>/end/", team.team_end, name="team_end"),
    # closing
    path("cases/<ref:ref>/closure/", closing.closure, name="closure"),
    path("cases/<ref:ref>/closure/request/", closing.closure_request, name="closure_request"),
    path("cases/<ref:ref>/closure/approve/", closing.closure_approve, name="closure_approve"),
    path("cases/<ref:ref>/closure/return/", closing.closure_return, name="closure_return"),
    path("cases/<ref:ref>/closure/reopen/", closing.case_reopen, name="case_reopen"),
]
