"""Addresses of re/integration; all are pages of a case file."""

from django.urls import path

from reintegration.views import (
    assessment,
    delivery,
    factor,
    follow_up,
    goal,
    item,
    own_scores,
    phase,
    plan,
    setback,
)

app_name = "reintegration"

_CASE = "cases/<ref:ref>/"

urlpatterns = [
    # plan, goals, services
    path(f"{_CASE}plan/", plan.plan_show, name="plan_show"),
    path(f"{_CASE}plan/draft/", plan.plan_draft, name="plan_draft"),
    path(f"{_CASE}plan/print/", plan.plan_print, name="plan_print"),
    path(f"{_CASE}plan/<ref:plan_ref>/agree/", plan.plan_agree, name="plan_agree"),
    path(f"{_CASE}plan/goals/new/", goal.goal_add, name="goal_add"),
    path(f"{_CASE}plan/goals/<ref:goal_ref>/", goal.goal_status, name="goal_status"),
    path(f"{_CASE}plan/goals/<ref:goal_ref>/items/new/", item.item_add, name="item_add"),
    path(f"{_CASE}plan/items/<ref:item_ref>/timing/", item.item_timing, name="item_timing"),
    path(f"{_CASE}plan/items/<ref:item_ref>/status/", item.item_status, name="item_status"),
    # deliveries
    path(f"{_CASE}plan/deliveries/", delivery.delivery_list, name="delivery_list"),
    path(f"{_CASE}plan/deliveries/new/", delivery.delivery_log, name="delivery_log"),
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
    # follow-ups
    path(f"{_CASE}follow-ups/", follow_up.follow_up_list, name="follow_up_list"),
    path(f"{_CASE}follow-ups/new/", follow_up.contact_log, name="contact_log"),
    path(f"{_CASE}follow-ups/<ref:follow_up_ref>/", follow_up.follow_up_record, name="follow_up_record"),
]
