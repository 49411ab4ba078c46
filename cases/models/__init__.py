"""Rows of the case file; each belongs to one organisation and hangs on a person or a case."""

from cases.models.access import CaseGroupObjectPermission, CaseTeamMember, CaseUserObjectPermission
from cases.models.assessments import Need, NeedsAssessment
from cases.models.attachments import Attachment, AttachmentChunk
from cases.models.case import Case
from cases.models.closing import ClosureRequest
from cases.models.consent import Consent, Disclosure
from cases.models.exceptions import ConflictOfInterest, EmergencyAccess, HandOver
from cases.models.experience import EpisodeStage, RecruiterProfile, TraffickingEpisode
from cases.models.papers import IdentityDocument, ReflectionPeriod, ResidenceStatus
from cases.models.people import Person, RelatedPerson
from cases.models.profile import ChildProtection, Profile, Skill
from cases.models.safety import CaseNote, ContactPlan, RiskAssessment
from cases.models.safety_plan import SafetyPlan
from cases.models.surroundings import CommunityAssessment, FamilyAssessment

__all__ = [
    "Attachment",
    "AttachmentChunk",
    "Case",
    "CaseGroupObjectPermission",
    "CaseNote",
    "CaseTeamMember",
    "CaseUserObjectPermission",
    "ChildProtection",
    "ClosureRequest",
    "CommunityAssessment",
    "ConflictOfInterest",
    "Consent",
    "ContactPlan",
    "Disclosure",
    "EmergencyAccess",
    "EpisodeStage",
    "FamilyAssessment",
    "HandOver",
    "IdentityDocument",
    "Need",
    "NeedsAssessment",
    "Person",
    "Profile",
    "RecruiterProfile",
    "ReflectionPeriod",
    "RelatedPerson",
    "ResidenceStatus",
    "RiskAssessment",
    "SafetyPlan",
    "Skill",
    "TraffickingEpisode",
]
