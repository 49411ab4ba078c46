"""Case files with a row of everything, and how members stand to them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from guardian.shortcuts import assign_perm

from cases.access import WORK_CASE
from cases.models import (
    Attachment,
    Case,
    CaseConference,
    CaseNote,
    CaseTeamMember,
    ConflictOfInterest,
    Consent,
    Disclosure,
    EpisodeStage,
    Flag,
    IdentityDocument,
    Incident,
    Person,
    RecruiterProfile,
    ReflectionPeriod,
    RelatedPerson,
    ResidenceStatus,
    SafetyPlan,
    Skill,
    Task,
    TraffickingEpisode,
)
from referrals.models import (
    Hearing,
    LegalMatter,
    OutsideFile,
    OutsideReferral,
    ProtectionOrder,
    Referral,
    ReturnContact,
    ReturnLeg,
)
from reintegration.codes import AssessmentStatus
from reintegration.models import FactorAssessment, FollowUp, Goal, Job, PlanItem, ServicePlan, Training
from renate.accounts.models import Membership
from renate.kit import clock
from renate.rights.models import LegalHold, RetentionReview, RightsRequest
from shelters.models import Bed, KeepApart
from tests.isolation.world.filling import Filler
from tests.isolation.world.models import models_of_a_file

# Which row of a file stands for a part of an address; an assessment is chosen by page (see `ref_of`).
PARTS: dict[str, type] = {
    "relative_ref": RelatedPerson,
    "consent_ref": Consent,
    "member_ref": CaseTeamMember,
    "conflict_ref": ConflictOfInterest,
    "plan_ref": ServicePlan,
    "goal_ref": Goal,
    "item_ref": PlanItem,
    "follow_up_ref": FollowUp,
    "document_ref": IdentityDocument,
    "residence_ref": ResidenceStatus,
    "period_ref": ReflectionPeriod,
    "task_ref": Task,
    "flag_ref": Flag,
    "conference_ref": CaseConference,
    "incident_ref": Incident,
    "note_ref": CaseNote,
    "attachment_ref": Attachment,
    "request_ref": RightsRequest,
    "hold_ref": LegalHold,
    "review_ref": RetentionReview,
    "episode_ref": TraffickingEpisode,
    "stage_ref": EpisodeStage,
    "recruiter_ref": RecruiterProfile,
    "skill_ref": Skill,
    "disclosure_ref": Disclosure,
    "offer_ref": Referral,
    "asked_ref": Referral,  # what others are asked is made by the hand-over itself: the page is never there
    "outside_ref": OutsideReferral,
    "file_ref": OutsideFile,
    "matter_ref": LegalMatter,
    "hearing_ref": Hearing,
    "order_ref": ProtectionOrder,
    "leg_ref": ReturnLeg,
    "helper_ref": ReturnContact,
    "apart_ref": KeepApart,
    "training_ref": Training,
    "job_ref": Job,
}
# Parts of an address that are codes and no refs.
FIXED = {"code": "first_help"}
# Pages that mean another row by the same word.
OTHERWISE: dict[str, type] = {"cases:safety_plan_show": SafetyPlan}
# Pages for drafts of one's own; the other pages of assessments show final ones.
OF_A_DRAFT = {"reintegration:assessment_edit", "reintegration:own_scores", "reintegration:own_thanks"}


@dataclass
class File:
    """A case and everything that hangs on it."""

    case: Case
    rows: dict[type, Any]
    final: FactorAssessment
    drafts: dict[int, FactorAssessment]

    @property
    def ref(self) -> str:
        return self.case.public_id

    def ref_of(self, part: str, page: str, member: Membership | None = None) -> str:
        """The ref of the row that a page of this file is about."""
        if part in FIXED:
            return FIXED[part]
        if part != "assessment_ref":
            return self.rows[OTHERWISE.get(page, PARTS[part])].public_id
        if page not in OF_A_DRAFT:
            return self.final.public_id
        own = self.drafts.get(member.pk) if member else None
        return (own or next(iter(self.drafts.values()))).public_id


def open_file(
    filler: Filler, case_manager: Membership, *, team: tuple[Membership, ...] = (), **case: Any
) -> File:
    """A running case with one row of every model; `team` works on it too."""
    filler.make(Person)
    filler.rows[Membership] = case_manager
    long_ago = clock.today() - timedelta(days=40)
    opened = filler.make(Case, case_manager=case_manager, opened_on=long_ago, **case)
    filler.make(Incident)
    # A bed is the house's, so it bears no word of the file.
    filler.make(Bed, room="Room", label=opened.public_id)
    for model in models_of_a_file():
        filler.make(model)
    rows = {model: filler.rows[model] for model in (Incident, *models_of_a_file())}
    final = filler.make(FactorAssessment, by=case_manager)
    FactorAssessment.objects.filter(pk=final.pk).update(status=AssessmentStatus.FINAL)
    drafts = {case_manager.pk: rows[FactorAssessment]}
    for member in team:
        put_on_team(opened, member)
        drafts[member.pk] = filler.make(FactorAssessment, by=member)
    return File(opened, rows, final, drafts)


def put_on_team(case: Case, member: Membership, *, until: Any = None) -> None:
    """A team row and the grant that guardian reads."""
    since = clock.today() - timedelta(days=10)
    CaseTeamMember.objects.create(case=case, membership=member, kind="team", from_on=since, to_on=until)
    grant(case, member)


def grant(case: Case, member: Membership) -> None:
    """The grant alone."""
    assign_perm(WORK_CASE, member.user, case)
