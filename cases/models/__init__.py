"""Rows of the case file; each belongs to one organisation and hangs on a person or a case."""

from cases.models.access import CaseGroupObjectPermission, CaseTeamMember, CaseUserObjectPermission
from cases.models.assessments import Need, NeedsAssessment
from cases.models.attachments import Attachment, AttachmentChunk
from cases.models.case import Case
from cases.models.closing import ClosureRequest
from cases.models.conferences import CaseConference, ConferenceAttendee, ConferenceDecision
from cases.models.consent import Consent, Disclosure
from cases.models.exceptions import ConflictOfInterest, EmergencyAccess, HandOver
from cases.models.experience import EpisodeStage, RecruiterProfile, TraffickingEpisode
from cases.models.incidents import Feedback, Incident, IncidentPerson
from cases.models.listing import BulkChange, BulkLine, SavedView
from cases.models.one_off import OneOffHelp
from cases.models.papers import IdentityDocument, ReflectionPeriod, ResidenceStatus
from cases.models.people import Person, RelatedPerson
from cases.models.profile import ChildProtection, Profile, Skill
from cases.models.safety import CaseNote, ContactPlan, RiskAssessment
from cases.models.safety_plan import SafetyPlan
from cases.models.staff import StaffSupervision
from cases.models.surroundings import CommunityAssessment, FamilyAssessment
from cases.models.wording import ConsentText, PurposeBasis
from cases.models.work import Flag, Task

__all__ = [
    "Attachment",
    "AttachmentChunk",
    "BulkChange",
    "BulkLine",
    "Case",
    "CaseConference",
    "CaseGroupObjectPermission",
    "CaseNote",
    "CaseTeamMember",
    "CaseUserObjectPermission",
    "ChildProtection",
    "ClosureRequest",
    "CommunityAssessment",
    "ConferenceAttendee",
    "ConferenceDecision",
    "ConflictOfInterest",
    "Consent",
    "ConsentText",
    "ContactPlan",
    "Disclosure",
    "EmergencyAccess",
    "EpisodeStage",
    "FamilyAssessment",
    "Feedback",
    "Flag",
    "HandOver",
    "IdentityDocument",
    "Incident",
    "IncidentPerson",
    "Need",
    "NeedsAssessment",
    "OneOffHelp",
    "Person",
    "Profile",
    "PurposeBasis",
    "RecruiterProfile",
    "ReflectionPeriod",
    "RelatedPerson",
    "ResidenceStatus",
    "RiskAssessment",
    "SafetyPlan",
    "SavedView",
    "Skill",
    "StaffSupervision",
    "Task",
    "TraffickingEpisode",
]
