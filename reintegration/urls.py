"""Addresses of re/integration; all are pages of a case file."""

from django.urls import path

from reintegration.views import (
    activity,
    assessment,
    delivery,
    directory,
    employer,
    factor,
    follow_up,
    goal,
    item,
    monitoring,
    offering,
    own_scores,
    phase,
    plan,
    setback,
    work,
)

app_name = "reintegration"

_CASE = "cases/<ref:ref>/"

urlpatterns = [
    # the catalogue
    path("settings/services/", offering.service_list, name="service_list"),
    path("settings/services/new/", offering.service_add, name="service_add"),
    path("settings/services/<ref:ref>/", offering.service_change, name="service_change"),
    # plan, goals, services
    path(f"{_CASE}plan/", plan.plan_show, name="plan_show"),
    path(f"{_CASE}plan/draft/", plan.plan_draft, name="plan_draft"),
    path(f"{_CASE}plan/print/", plan.plan_print, name="plan_print"),
    path(f"{_CASE}plan/<ref:plan_ref>/agree/", plan.plan_agree, name="plan_agree"),
    path(f"{_CASE}plan/<ref:plan_ref>/approve/", plan.plan_approve, name="plan_approve"),
    path(f"{_CASE}plan/goals/new/", goal.goal_add, name="goal_add"),
    path(f"{_CASE}plan/goals/<ref:goal_ref>/", goal.goal_status, name="goal_status"),
    path(f"{_CASE}plan/goals/<ref:goal_ref>/edit/", goal.goal_edit, name="goal_edit"),
    path(f"{_CASE}plan/goals/<ref:goal_ref>/items/new/", item.item_add, name="item_add"),
    path(f"{_CASE}plan/items/<ref:item_ref>/edit/", item.item_edit, name="item_edit"),
    path(f"{_CASE}plan/items/<ref:item_ref>/timing/", item.item_timing, name="item_timing"),
    path(f"{_CASE}plan/items/<ref:item_ref>/status/", item.item_status, name="item_status"),
    # deliveries
    path(f"{_CASE}plan/deliveries/", delivery.delivery_list, name="delivery_list"),
    path(f"{_CASE}plan/deliveries/new/", delivery.delivery_log, name="delivery_log"),
    # who offers what
    path("directory/", directory.directory_list, name="directory_list"),
    path("directory/new/", directory.entry_add, name="entry_add"),
    path("directory/<ref:ref>/", directory.entry_change, name="entry_change"),
    path("directory/<ref:ref>/verify/", directory.entry_verify, name="entry_verify"),
    # for several at once
    path("activities/", activity.activity_list, name="activity_list"),
    path("activities/new/", activity.activity_log, name="activity_log"),
    path("activities/<ref:ref>/", activity.activity_show, name="activity_show"),
    # fourteen factors
    path(f"{_CASE}factors/", factor.factor_show, name="factor_show"),
    path(f"{_CASE}factors/new/", assessment.assessment_add, name="assessment_add"),
    path(f"{_CASE}factors/<ref:assessment_ref>/", assessment.assessment_show, name="assessment_show"),
    path(f"{_CASE}factors/<ref:assessment_ref>/edit/", assessment.assessment_edit, name="assessment_edit"),
    path(
        f"{_CASE}factors/<ref:assessment_ref>/correct/",
        assessment.assessment_correct,
        name="assessment_correct",
    ),
    # the person's own page
    path(f"{_CASE}factors/<ref:assessment_ref>/own/", own_scores.own_scores, name="own_scores"),
    path(f"{_CASE}factors/<ref:assessment_ref>/own/thanks/", own_scores.own_thanks, name="own_thanks"),
    # phase, setbacks, placements
    path(f"{_CASE}phase/", phase.phase_show, name="phase_show"),
    path(f"{_CASE}phase/decide/", phase.phase_decide, name="phase_decide"),
    path(f"{_CASE}phase/setbacks/new/", setback.setback_log, name="setback_log"),
    path(f"{_CASE}phase/placements/new/", setback.placement_record, name="placement_record"),
    # learning and earning
    path(f"{_CASE}work/", work.work_show, name="work_show"),
    path(f"{_CASE}work/trainings/new/", work.training_add, name="training_add"),
    path(f"{_CASE}work/trainings/<ref:training_ref>/edit/", work.training_edit, name="training_edit"),
    path(f"{_CASE}work/trainings/<ref:training_ref>/end/", work.training_end, name="training_end"),
    path(f"{_CASE}work/trainings/<ref:training_ref>/step/", work.training_step, name="training_step"),
    path(f"{_CASE}work/jobs/new/", work.job_add, name="job_add"),
    path(f"{_CASE}work/jobs/<ref:job_ref>/edit/", work.job_edit, name="job_edit"),
    path(f"{_CASE}work/jobs/<ref:job_ref>/end/", work.job_end, name="job_end"),
    path(f"{_CASE}work/barriers/", work.barriers_note, name="barriers_note"),
    # employers
    path("employers/", employer.employer_list, name="employer_list"),
    path("employers/new/", employer.employer_add, name="employer_add"),
    path("employers/<ref:ref>/", employer.employer_show, name="employer_show"),
    path("employers/<ref:ref>/change/", employer.employer_change, name="employer_change"),
    path("employers/<ref:ref>/check/", employer.employer_check, name="employer_check"),
    path("employers/<ref:ref>/vacancies/new/", employer.job_offer_add, name="job_offer_add"),
    path(
        "employers/<ref:ref>/vacancies/<ref:vacancy_ref>/close/",
        employer.job_offer_close,
        name="job_offer_close",
    ),
    # settings
    path("settings/contacts/", monitoring.monitoring_edit, name="monitoring_edit"),
    # follow-ups
    path(f"{_CASE}follow-ups/", follow_up.follow_up_list, name="follow_up_list"),
    path(f"{_CASE}follow-ups/new/", follow_up.contact_log, name="contact_log"),
    path(f"{_CASE}follow-ups/<ref:follow_up_ref>/", follow_up.follow_up_record, name="follow_up_record"),
]
