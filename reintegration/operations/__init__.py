"""What can be done in re/integration; each is one transaction with its audit event."""

from reintegration.operations.assessments import (
    AssessmentError,
    OwnWords,
    correct_assessment,
    finalise_assessment,
    record_assessment,
    record_self_rating,
)
from reintegration.operations.cycles import CycleError, end_cycle, open_cycle
from reintegration.operations.deliveries import DeliveryDetails, DeliveryError, log_delivery
from reintegration.operations.follow_ups import Contact, FollowUpError, log_contact, record_follow_up
from reintegration.operations.items import ItemDetails, add_item, decide_timing, set_item_status
from reintegration.operations.own_scores import record_own_scores
from reintegration.operations.phases import PhaseError, decide_phase
from reintegration.operations.plans import (
    PlanError,
    add_goal,
    draft_plan,
    record_agreement,
    record_copy_answer,
    set_goal_status,
)
from reintegration.operations.reminders import (
    lapse_follow_ups,
    remind_follow_ups,
    remind_phase_reviews,
)
from reintegration.operations.schedule import plan_follow_ups
from reintegration.operations.setbacks import SetbackError, log_setback, record_placement

__all__ = [
    "AssessmentError",
    "Contact",
    "CycleError",
    "DeliveryDetails",
    "DeliveryError",
    "FollowUpError",
    "ItemDetails",
    "OwnWords",
    "PhaseError",
    "PlanError",
    "SetbackError",
    "add_goal",
    "add_item",
    "correct_assessment",
    "decide_phase",
    "decide_timing",
    "draft_plan",
    "end_cycle",
    "finalise_assessment",
    "lapse_follow_ups",
    "log_contact",
    "log_delivery",
    "log_setback",
    "open_cycle",
    "plan_follow_ups",
    "record_agreement",
    "record_assessment",
    "record_copy_answer",
    "record_follow_up",
    "record_own_scores",
    "record_placement",
    "record_self_rating",
    "remind_follow_ups",
    "remind_phase_reviews",
    "set_goal_status",
    "set_item_status",
]
