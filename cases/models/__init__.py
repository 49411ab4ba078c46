"""Rows of the case file; each belongs to one organisation and hangs on a person or a case."""

from cases.models.access import CaseGroupObjectPermission, CaseTeamMember, CaseUserObjectPermission
from cases.models.case import Case
from cases.models.closing import ClosureRequest
from cases.models.consent import Consent
from cases.models.experience import TraffickingEpisode
from cases.models.people import Person, RelatedPerson
from cases.models.safety import CaseNote, ContactPlan, RiskAssessment

__all__ = [
    "Case",
    "CaseGroupObjectPermission",
    "CaseNote",
    "CaseTeamMember",
    "CaseUserObjectPermission",
    "ClosureRequest",
    "Consent",
    "ContactPlan",
    "Person",
    "RelatedPerson",
    "RiskAssessment",
    "TraffickingEpisode",
]
