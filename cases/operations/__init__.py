"""What can be done with a case file; each is one transaction with its audit event."""

from cases.operations.arrival import ArrivalDetails, ArrivalError, update_arrival
from cases.operations.assessments import AssessmentError, assess_community, assess_family, assess_needs
from cases.operations.attachments import (
    AttachmentError,
    add_attachment,
    read_attachment,
    remove_attachment,
)
from cases.operations.closing import (
    ClosureError,
    approve_closure,
    close_as_transferred,
    close_case,
    reopen_case,
    request_closure,
    return_closure,
)
from cases.operations.conferences import (
    ConferenceError,
    Decision,
    change_conference,
    hold_conference,
)
from cases.operations.conflicts import ConflictError, declare_conflict, lift_conflict
from cases.operations.consent import (
    ConsentAnswer,
    ConsentError,
    check_consent,
    record_consent,
    withdraw_consent,
)
from cases.operations.contact import ContactError, set_contact_plan
from cases.operations.disclosure import DisclosureError, record_disclosure, review_disclosure
from cases.operations.emergency import EmergencyError, end_emergency, open_in_emergency
from cases.operations.episode_parts import put_recruiter, put_stage
from cases.operations.experience import EpisodeDetails, EpisodeError, record_episode, update_episode
from cases.operations.hand_over import arrange_cover, hand_over_cases
from cases.operations.incidents import (
    FeedbackError,
    IncidentError,
    change_incident,
    handle_feedback,
    log_incident,
    take_feedback,
)
from cases.operations.intake import IntakeError, open_case
from cases.operations.listing import (
    ListError,
    choose_columns,
    delete_view,
    flag_cases,
    reassign_cases,
    save_view,
    undo_bulk,
)
from cases.operations.notes import NoteError, correct_note, write_note
from cases.operations.papers import (
    PaperError,
    add_document,
    add_period,
    add_residence,
    update_document,
    update_period,
    update_residence,
)
from cases.operations.people import PersonDetails, PersonError, update_person
from cases.operations.profile import add_skill, update_skill, write_profile
from cases.operations.relatives import (
    GuardianDetails,
    add_related_person,
    protect_child,
    update_related_person,
)
from cases.operations.risk import RiskError, assess_risk
from cases.operations.safety_plan import SafetyPlanError, write_safety_plan
from cases.operations.team import (
    PERMISSION,
    TeamError,
    add_team_member,
    assign_case,
    end_team_member,
    set_confidentiality,
    tidy_ended_grants,
)
from cases.operations.work import (
    FlagError,
    TaskError,
    change_task,
    end_task,
    give_task,
    raise_flag,
    resolve_flag,
)

__all__ = [
    "PERMISSION",
    "ArrivalDetails",
    "ArrivalError",
    "AssessmentError",
    "AttachmentError",
    "ClosureError",
    "ConferenceError",
    "ConflictError",
    "ConsentAnswer",
    "ConsentError",
    "ContactError",
    "Decision",
    "DisclosureError",
    "EmergencyError",
    "EpisodeDetails",
    "EpisodeError",
    "FeedbackError",
    "FlagError",
    "GuardianDetails",
    "IncidentError",
    "IntakeError",
    "ListError",
    "NoteError",
    "PaperError",
    "PersonDetails",
    "PersonError",
    "RiskError",
    "SafetyPlanError",
    "TaskError",
    "TeamError",
    "add_attachment",
    "add_document",
    "add_period",
    "add_related_person",
    "add_residence",
    "add_skill",
    "add_team_member",
    "approve_closure",
    "arrange_cover",
    "assess_community",
    "assess_family",
    "assess_needs",
    "assess_risk",
    "assign_case",
    "change_conference",
    "change_incident",
    "change_task",
    "check_consent",
    "choose_columns",
    "close_as_transferred",
    "close_case",
    "correct_note",
    "declare_conflict",
    "delete_view",
    "end_emergency",
    "end_task",
    "end_team_member",
    "flag_cases",
    "give_task",
    "hand_over_cases",
    "handle_feedback",
    "hold_conference",
    "lift_conflict",
    "log_incident",
    "open_case",
    "open_in_emergency",
    "protect_child",
    "put_recruiter",
    "put_stage",
    "raise_flag",
    "read_attachment",
    "reassign_cases",
    "record_consent",
    "record_disclosure",
    "record_episode",
    "remove_attachment",
    "reopen_case",
    "request_closure",
    "resolve_flag",
    "return_closure",
    "review_disclosure",
    "save_view",
    "set_confidentiality",
    "set_contact_plan",
    "take_feedback",
    "tidy_ended_grants",
    "undo_bulk",
    "update_arrival",
    "update_document",
    "update_episode",
    "update_period",
    "update_person",
    "update_related_person",
    "update_residence",
    "update_skill",
    "withdraw_consent",
    "write_note",
    "write_profile",
    "write_safety_plan",
]
