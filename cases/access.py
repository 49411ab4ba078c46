"""Who may see which case (domain 7): tenant first, object second, section third; denial is absence."""

from django.db.models import Exists, OuterRef, Q

from cases.codes import ATTACHMENT_SECTIONS, CaseStatus, Confidentiality, NoteSection
from cases.models import (
    Case,
    CaseGroupObjectPermission,
    CaseTeamMember,
    CaseUserObjectPermission,
    ConflictOfInterest,
    EmergencyAccess,
    Feedback,
    Task,
)
from cases.models.case import CaseQuerySet
from cases.models.work import TaskQuerySet
from renate.accounts.access import can, section_access
from renate.accounts.models import Membership
from renate.accounts.models.membership import MembershipQuerySet
from renate.accounts.roles import Access, Act, Role, Section
from renate.kit import clock
from renate.tenancy.managers import TenantQuerySet

WORK_CASE = "work_case"
PERMISSION = f"cases.{WORK_CASE}"
# No grant of whatever kind opens a file to these.
ROLES_WITHOUT_CASES = frozenset({Role.INTERPRETER, Role.OFFICER, Role.ADMIN, Role.DPO, Role.SECRETARIAT})


def visible_cases(membership: Membership | None) -> CaseQuerySet:
    """The cases a member may open, as one query.

    One's own, those granted through a team row that stands today, and, where they are not sealed, those
    granted to a group and for whoever sees the caseload all. Never one that a conflict of interest closes,
    nor one whose person was anonymised.
    """
    if membership is None or not membership.is_active or membership.role in ROLES_WITHOUT_CASES:
        return Case.objects.none()
    allowed = Q(case_manager=membership) | (Q(_granted_to(membership)) & Q(_on_team(membership)))
    open_to_some = ~Q(confidentiality=Confidentiality.SEALED)
    if can(membership, Act.SEE_CASELOAD):
        allowed |= open_to_some
    else:
        allowed |= Q(_granted_to_group_of(membership)) & open_to_some
    # Named here too, so that this wall holds without the two others (docs/security.md).
    cases = Case.objects.filter(allowed, organisation=membership.organisation_id)
    cases = cases.exclude(status=CaseStatus.ARCHIVED)
    return without_conflict(cases, membership)


def emergency_cases(membership: Membership) -> CaseQuerySet:
    """Cases that the member opened in an emergency which still stands: their pages may be read, and that is
    all. No list, no search and no interface shows them.
    """
    if not membership.is_active or membership.role in ROLES_WITHOUT_CASES:
        return Case.objects.none()
    standing = EmergencyAccess.objects.standing(clock.now()).filter(membership=membership)
    opened = Q(_granted_to(membership)) & Q(Exists(standing.filter(case=OuterRef("pk"))))
    return without_conflict(Case.objects.filter(opened, organisation=membership.organisation_id), membership)


def without_conflict(cases: CaseQuerySet, membership: Membership) -> CaseQuerySet:
    """Leaves out the files of persons with whom the member has a conflict of interest (domain 7, rule 4)."""
    conflicts = ConflictOfInterest.objects.standing().of(membership)
    return cases.exclude(Exists(conflicts.filter(person=OuterRef("person"))))


def in_conflict(case: Case, membership: Membership) -> bool:
    """Whether a conflict of interest keeps the member from the file."""
    return ConflictOfInterest.objects.standing().of(membership).filter(person=case.person_id).exists()


def may_open(membership: Membership | None, case: Case) -> bool:
    """Whether one case is among the visible ones."""
    return visible_cases(membership).filter(pk=case.pk).exists()


def members_with_cases() -> MembershipQuerySet:
    """Active members whose role may open a file, by name."""
    members = Membership.objects.active().exclude(role__in=ROLES_WITHOUT_CASES).select_related("user")
    return members.order_by("user__full_name", "pk")


def is_restricted(case: Case) -> bool:
    """Whether the person asked that their file be kept and not worked with (domain 4)."""
    return case.person.restricted_on is not None


def shows_name(membership: Membership) -> bool:
    """Whether the member's role permits names (section A); else the code stands for the person."""
    return section_access(membership, Section.IDENTITY) >= Access.LIMITED


def readable_note_sections(membership: Membership) -> list[str]:
    """Sections whose notes the member may read in full; the small letters of the table don't suffice."""
    return [code for code in NoteSection.values if section_access(membership, code) >= Access.READ]


def writable_note_sections(membership: Membership) -> list[str]:
    """Sections the member may write a note in."""
    return [code for code in NoteSection.values if section_access(membership, code) >= Access.WRITE]


def attachment_sections(membership: Membership, access: Access) -> list[str]:
    """Sections whose documents the member may read or put in; the small letters don't suffice."""
    return [code for code, _name in ATTACHMENT_SECTIONS if section_access(membership, code) >= access]


def may_give_work(membership: Membership) -> bool:
    """Whether the member gives tasks and raises flags: who works the plan, and who assigns cases."""
    return section_access(membership, Section.PLAN) >= Access.WRITE or can(membership, Act.ASSIGN_CASE)


def may_end_task(membership: Membership, task: Task) -> bool:
    """Whether the member may say that a task is done: who has it, gave it, or gives work."""
    return membership.pk in (task.assigned_to_id, task.given_by_id) or may_give_work(membership)


def readable_tasks(membership: Membership, case: Case) -> TaskQuerySet:
    """All tasks of a case for who reads the plan; for others those that they have or gave."""
    tasks = Task.objects.filter(case=case)
    if section_access(membership, Section.PLAN) >= Access.READ:
        return tasks
    return tasks.filter(Q(assigned_to=membership) | Q(given_by=membership))


def readable_feedback(membership: Membership) -> TenantQuerySet:
    """Feedback for who oversees the cases; nobody reads what is about themselves."""
    if not can(membership, Act.SEE_CASELOAD):
        return Feedback.objects.none()
    seen = Q(about_case__isnull=True) | Q(about_case__in=visible_cases(membership))
    return Feedback.objects.filter(seen).exclude(about=membership)


def may_handle_feedback(membership: Membership, feedback: Feedback) -> bool:
    """Whether the member may take it in hand (domain 2.3: not the person complained about)."""
    return can(membership, Act.SEE_CASELOAD) and feedback.about_id != membership.pk


def _granted_to(membership: Membership) -> Exists:
    return Exists(
        CaseUserObjectPermission.objects.filter(
            user=membership.user_id, permission__codename=WORK_CASE, content_object=OuterRef("pk")
        )
    )


def _granted_to_group_of(membership: Membership) -> Exists:
    return Exists(
        CaseGroupObjectPermission.objects.filter(
            group__user=membership.user_id, permission__codename=WORK_CASE, content_object=OuterRef("pk")
        )
    )


def _on_team(membership: Membership) -> Exists:
    # The dates decide, so that a grant ends on its day even before the rows are tidied.
    team = CaseTeamMember.objects.current_on(clock.today())
    return Exists(team.filter(membership=membership, case=OuterRef("pk")))
