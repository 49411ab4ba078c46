"""Rows of the case file; each belongs to one organisation and hangs on a person or a case."""

from cases.models.access import CaseGroupObjectPermission, CaseTeamMember, CaseUserObjectPermission
from cases.models.case import Case
from cases.models.closing import ClosureRequest
from cases.models.consent import Consent
from cases.models.experience import TraffickingEpisode
from cases.models.papers import IdentityDocument, ReflectionPeriod, ResidenceStatus
from cases.models.people import Person, RelatedPerson
from cases.models.safety import CaseNote, ContactPlan, RiskAssessment
from cases.models.safety_plan import SafetyPlan

__all__ = [
    "Case",
    "CaseGroupObjectPermission",
    "CaseNote",
    "CaseTeamMember",
    "CaseUserObjectPermission",
    "ClosureRequest",
    "Consent",
    "ContactPlan",
    "IdentityDocument",
    "Person",
    "ReflectionPeriod",
    "RelatedPerson",
    "ResidenceStatus",
    "RiskAssessment",
    "SafetyPlan",
    "TraffickingEpisode",
]
