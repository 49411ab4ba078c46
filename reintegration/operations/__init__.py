"""What can be done in re/integration; each is one transaction with its audit event."""

from reintegration.operations.activities import ActivityDetails, Participant, log_activity
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
from reintegration.operations.directory import DirectoryError, save_entry, verify_entry
from reintegration.operations.employers import (
    EmployerError,
    OfferDetails,
    add_job_offer,
    check_employer,
    close_job_offer,
    save_employer,
)
from reintegration.operations.follow_ups import Contact, FollowUpError, log_contact, record_follow_up
from reintegration.operations.items import ItemDetails, add_item, change_item, decide_timing, set_item_status
from reintegration.operations.monitoring import MonitoringError, change_monitoring
from reintegration.operations.offering import OfferError, choose_services, save_own_service
from reintegration.operations.own_scores import record_own_scores
from reintegration.operations.phases import PhaseError, decide_phase
from reintegration.operations.placements import PlacementError, record_placement
from reintegration.operations.plans import (
    PlanError,
    add_goal,
    approve_plan,
    change_goal,
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
from reintegration.operations.setbacks import SetbackError, log_setback
from reintegration.operations.work import (
    JobDetails,
    TrainingDetails,
    TrainingEnd,
    WorkError,
    change_job,
    change_training,
    end_job,
    end_training,
    note_barriers,
    record_job,
    record_next_step,
    record_training,
)

__all__ = [
    "ActivityDetails",
    "AssessmentError",
    "Contact",
    "CycleError",
    "DeliveryDetails",
    "DeliveryError",
    "DirectoryError",
    "EmployerError",
    "FollowUpError",
    "ItemDetails",
    "JobDetails",
    "MonitoringError",
    "OfferDetails",
    "OfferError",
    "OwnWords",
    "Participant",
    "PhaseError",
    "PlacementError",
    "PlanError",
    "SetbackError",
    "TrainingDetails",
    "TrainingEnd",
    "WorkError",
    "add_goal",
    "add_item",
    "add_job_offer",
    "approve_plan",
    "change_goal",
    "change_item",
    "change_job",
    "change_monitoring",
    "change_training",
    "check_employer",
    "choose_services",
    "close_job_offer",
    "correct_assessment",
    "decide_phase",
    "decide_timing",
    "draft_plan",
    "end_cycle",
    "end_job",
    "end_training",
    "finalise_assessment",
    "lapse_follow_ups",
    "log_activity",
    "log_contact",
    "log_delivery",
    "log_setback",
    "note_barriers",
    "open_cycle",
    "plan_follow_ups",
    "record_agreement",
    "record_assessment",
    "record_copy_answer",
    "record_follow_up",
    "record_job",
    "record_next_step",
    "record_own_scores",
    "record_placement",
    "record_self_rating",
    "record_training",
    "remind_follow_ups",
    "remind_phase_reviews",
    "save_employer",
    "save_entry",
    "save_own_service",
    "set_goal_status",
    "set_item_status",
    "verify_entry",
]
