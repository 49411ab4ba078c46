"""Who works on a case: the few places that write grants (architecture 3, wall 2)."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm, remove_perm

from cases import hooks
from cases.access import PERMISSION, ROLES_WITHOUT_CASES, WORK_CASE, in_conflict
from cases.codes import Confidentiality, TeamKind
from cases.models import Case, CaseTeamMember, CaseUserObjectPermission, EmergencyAccess, HandOver
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import ACTS, Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice


class TeamError(RuleError):
    """The change to the team is not possible."""


@transaction.atomic
def assign_case(*, by: Membership, on: date, case: Case, to: Membership, note: str = "") -> Case:
    """Make a member the one case manager, with what they should know (S0-19). Raises TeamError."""
    if not to.is_active or Act.CLOSE_CASE not in ACTS[to.role]:
        raise TeamError(_("Choose an active case manager."), field="to")
    _refuse_conflict(case, to, "to")
    before = case.case_manager
    if before is not None and before.pk == to.pk:
        raise TeamError(_("The case is theirs already."), field="to")
    case.case_manager = to
    case.full_clean()
    case.save(update_fields=["case_manager", "updated_at"])
    audit.record("case.assigned", on=case, to=to.public_id, before=before.public_id if before else "")
    _keep_hand_over(by, on, case, before, note)
    hooks.run(hooks.on_case_assigned, case, by, on)
    return case


def _keep_hand_over(by: Membership, on: date, case: Case, before: Membership | None, note: str) -> None:
    to: Any = case.case_manager
    row = HandOver(case=case, on=on, by=by, before=before, after=to, note=note)
    row.full_clean()
    row.save()
    if to.pk != by.pk:
        url = reverse("cases:team", args=[case.public_id])
        post_notice(
            to=to, key=f"assigned:{row.public_id}", kind=NoticeKind.ASSIGNMENT, ref=case.public_id, url=url
        )


def _refuse_conflict(case: Case, membership: Membership, field: str) -> None:
    if in_conflict(case, membership):
        raise TeamError(_("A conflict of interest keeps this member from the file."), field=field)


@transaction.atomic
def add_team_member(
    *,
    by: Membership,
    on: date,
    case: Case,
    membership: Membership,
    to_on: date | None = None,
    kind: str = TeamKind.TEAM,
) -> CaseTeamMember:
    """Let a member work on the case from a day on: a dated row and the grant that guardian reads (S2-09)."""
    if not membership.is_active or membership.role in ROLES_WITHOUT_CASES:
        raise TeamError(_("This role does not work on cases."), field="membership")
    if kind == TeamKind.COVER and to_on is None:
        raise TeamError(_("Cover has a last day."), field="to_on")
    _refuse_conflict(case, membership, "membership")
    if to_on is not None and to_on < on:
        raise TeamError(_("The last day is before the first."), field="to_on")
    last = to_on or date.max
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    for row in CaseTeamMember.objects.filter(case=case, membership=membership):
        if row.from_on <= last and on <= (row.to_on or date.max):
            raise TeamError(_("This member is on the team in that time already."), field="membership")
    member = CaseTeamMember(case=case, membership=membership, from_on=on, to_on=to_on, kind=kind)
    member.full_clean()
    member.save()
    assign_perm(PERMISSION, membership.user, case)
    audit.record("team.added", on=case, member=membership.public_id, kind=kind, until=to_on)
    return member


@transaction.atomic
def end_team_member(*, by: Membership, on: date, member: CaseTeamMember) -> CaseTeamMember:
    """End a member's work on the case at once: `on` is the first day without it."""
    if member.to_on is not None and member.to_on < on:
        raise TeamError(_("This member left the team already."))
    member.to_on = max(on - timedelta(days=1), member.from_on)
    member.save(update_fields=["to_on", "updated_at"])
    if member.to_on >= on:
        # Added and taken off on one day: the row must not open the case for the rest of it.
        member.delete()
    take_grant(member.case, member.membership)
    audit.record("team.removed", on=member.case, member=member.membership.public_id)
    return member


@transaction.atomic
def set_confidentiality(*, by: Membership, on: date, case: Case, level: str) -> Case:
    """Seal a case to its manager and named members, or open it again (domain 7, rule 3)."""
    if level == Confidentiality.SEALED and case.case_manager_id is None:
        raise TeamError(_("Assign a case manager before sealing the case."), field="level")
    case.confidentiality = level
    case.full_clean()
    case.save(update_fields=["confidentiality", "updated_at"])
    audit.record("case.confidentiality", on=case, level=level)
    return case


def tidy_ended_grants() -> int:
    """Remove grants whose row has ended; dates and hours close the case even before this."""
    rows = CaseTeamMember.objects.exclude(to_on__lt=clock.today()).select_related("membership")
    emergencies = EmergencyAccess.objects.standing(clock.now()).select_related("membership")
    standing = {(row.case_id, row.membership.user_id) for row in (*rows, *emergencies)}
    stale = [
        grant.pk
        for grant in CaseUserObjectPermission.objects.filter(permission__codename=WORK_CASE)
        if (grant.content_object_id, grant.user_id) not in standing
    ]
    CaseUserObjectPermission.objects.filter(pk__in=stale).delete()
    return len(stale)


def take_grant(case: Case, membership: Membership) -> None:
    """Remove the grant, unless another row still stands on it."""
    rows = CaseTeamMember.objects.filter(case=case, membership=membership)
    emergencies = EmergencyAccess.objects.standing(clock.now()).filter(case=case, membership=membership)
    if not rows.exclude(to_on__lt=clock.today()).exists() and not emergencies.exists():
        remove_perm(PERMISSION, membership.user, case)
