"""Breaking the glass: a file that one may not open, for a written reason and a day (domain 7)."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm

from cases.access import PERMISSION, may_open, without_conflict
from cases.models import Case, EmergencyAccess
from cases.operations.team import take_grant
from cases.queries.search import EXACT, find_people
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice

HOURS = 24
LEAST_REASON = 15
# Who is told, who sees the list, and who may end what somebody else opened.
TOLD = (Act.BREAK_GLASS, Act.READ_AUDIT, Act.APPROVE_CLOSURE)


class EmergencyError(RuleError):
    """The file can't be opened this way."""


@transaction.atomic
def open_in_emergency(*, by: Membership, who: str, reason: str) -> EmergencyAccess:
    """Open a file for reading for 24 hours; coordinators, directors and the protection officer are told.

    `who` is the person's code or name. A file that a conflict of interest keeps the member from is not
    found, as is one of another organisation. Raises EmergencyError.
    """
    if not can(by, Act.BREAK_GLASS):
        raise EmergencyError(_("You may not open files this way."))
    if len(reason.strip()) < LEAST_REASON:
        raise EmergencyError(_("Write what the emergency is."), field="reason")
    case = _found(by, who)
    now = clock.now()
    access = EmergencyAccess(
        case=case, membership=by, from_at=now, until_at=now + timedelta(hours=HOURS), reason=reason
    )
    access.full_clean()
    access.save()
    assign_perm(PERMISSION, by.user, case)
    audit.record("emergency.opened", on=case, until=access.until_at.isoformat(timespec="minutes"))
    _tell(access)
    return access


@transaction.atomic
def end_emergency(*, by: Membership, access: EmergencyAccess) -> EmergencyAccess:
    """End it before its time: who opened it, or who was told. Raises EmergencyError."""
    if by.pk != access.membership_id and not any(can(by, act) for act in TOLD):
        raise EmergencyError(_("You may not end this."))
    now = clock.now()
    if access.until_at <= now:
        raise EmergencyError(_("It ended already."))
    access.until_at = max(now, access.from_at + timedelta(microseconds=1))
    access.save(update_fields=["until_at", "updated_at"])
    take_grant(access.case, access.membership)
    audit.record("emergency.ended", on=access.case, member=access.membership.public_id)
    return access


def _found(by: Membership, who: str) -> Case:
    """The newest file of the one person who fits."""
    people = [match.person for match in find_people(who, limit=5) if match.score >= EXACT]
    cases = Case.objects.filter(person__in=people).with_people().order_by("-opened_on", "-id")
    found = list(without_conflict(cases, by))
    if len({case.person_id for case in found}) != 1:
        raise EmergencyError(_("No single file fits. Give the whole code."), field="who")
    case = next((case for case in found if case.is_open), found[0])
    if may_open(by, case):
        raise EmergencyError(_("This file is open to you already: find it under Cases."), field="who")
    if EmergencyAccess.objects.standing(clock.now()).filter(case=case, membership=by).exists():
        raise EmergencyError(_("You opened this file already: it is in the list."), field="who")
    return case


def _tell(access: EmergencyAccess) -> None:
    told = {
        member.pk: member
        for act in TOLD
        for member in Membership.objects.with_act(act).exclude(pk=access.membership_id)
    }
    for member in told.values():
        post_notice(
            to=member,
            key=f"emergency:{access.public_id}:{member.public_id}",
            kind=NoticeKind.EMERGENCY,
            ref=access.public_id,
            url=reverse("cases:emergency_list"),
        )
