"""Conflicts of interest: a member who must not see a person's files, and how that ends (domain 7, rule 4)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, CaseTeamMember, ConflictOfInterest, EmergencyAccess, Person
from cases.operations.emergency import end_emergency
from cases.operations.hand_over import tell_coordinators
from cases.operations.team import assign_case, end_team_member
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError


class ConflictError(RuleError):
    """The conflict can't be declared or lifted as things stand."""


@transaction.atomic
def declare_conflict(
    *,
    by: Membership,
    on: date,
    person: Person,
    membership: Membership,
    note: str = "",
    hand_over_to: Membership | None = None,
) -> ConflictOfInterest:
    """Close every file of the person to a member, at once: by a coordinator, or by the member for themselves.

    What the member manages goes to `hand_over_to`, else to nobody, and the coordinators are told.
    Raises ConflictError.
    """
    if by.pk != membership.pk and not can(by, Act.ASSIGN_CASE):
        raise ConflictError(_("You may declare this for yourself only."), field="membership")
    if ConflictOfInterest.objects.standing().of(membership).filter(person=person).exists():
        raise ConflictError(_("It is declared already."), field="membership")
    conflict = ConflictOfInterest(person=person, membership=membership, declared_by=by, on=on, note=note)
    conflict.full_clean()
    conflict.save()
    audit.record("conflict.declared", on=conflict, member=membership.public_id)
    for case in Case.objects.filter(person=person).select_related("case_manager"):
        _take_away(by, on, case, membership, hand_over_to)
    return conflict


@transaction.atomic
def lift_conflict(*, by: Membership, conflict: ConflictOfInterest) -> ConflictOfInterest:
    """End it; nobody lifts their own, and what was taken is not given back. Raises ConflictError."""
    if by.pk == conflict.membership_id or not can(by, Act.ASSIGN_CASE):
        raise ConflictError(_("A coordinator lifts this, never the member themselves."))
    if conflict.lifted_at is not None:
        raise ConflictError(_("It was lifted already."))
    conflict.lifted_at, conflict.lifted_by = clock.now(), by
    conflict.full_clean()
    conflict.save()
    audit.record("conflict.lifted", on=conflict, member=conflict.membership.public_id)
    return conflict


def _take_away(
    by: Membership, on: date, case: Case, membership: Membership, hand_over_to: Membership | None
) -> None:
    for row in CaseTeamMember.objects.filter(case=case, membership=membership).exclude(to_on__lt=on):
        end_team_member(by=by, on=on, member=row)
    standing = EmergencyAccess.objects.standing(clock.now())
    for access in standing.filter(case=case, membership=membership):
        end_emergency(by=membership, access=access)
    if case.case_manager_id != membership.pk or not case.is_open:
        return
    if hand_over_to is not None:
        assign_case(by=by, on=on, case=case, to=hand_over_to)
        return
    if case.is_sealed:
        # Nobody else could open it, and nobody could hand it over.
        raise ConflictError(_("Say who takes over: the file is sealed."), field="hand_over_to")
    case.case_manager = None
    case.save(update_fields=["case_manager", "updated_at"])
    audit.record("case.assigned", on=case, to="", before=membership.public_id)
    tell_coordinators(case, key=f"conflict:{membership.public_id}")
