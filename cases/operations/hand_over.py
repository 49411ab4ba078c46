"""Cases change hands: because somebody leaves, is away, or must not know."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.access import in_conflict
from cases.codes import OPEN_STATUSES, TeamKind
from cases.models import Case, CaseTeamMember, EmergencyAccess
from cases.operations.emergency import end_emergency
from cases.operations.team import TeamError, add_team_member, assign_case, end_team_member
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice


@transaction.atomic
def hand_over_cases(
    *, by: Membership, on: date, before: Membership, cases: Sequence[Case], to: Membership, note: str = ""
) -> int:
    """Give cases of one member to another without opening them; returns how many. Raises TeamError."""
    if not can(by, Act.ASSIGN_CASE):
        raise TeamError(_("A coordinator hands cases over."))
    if not cases:
        raise TeamError(_("Choose at least one case."), field="cases")
    for case in cases:
        if case.case_manager_id != before.pk:
            raise TeamError(_("One of these cases changed hands meanwhile."), field="cases")
        assign_case(by=by, on=on, case=case, to=to, note=note)
    return len(cases)


@transaction.atomic
def arrange_cover(*, by: Membership, on: date, away: Membership, to: Membership, until: date) -> int:
    """Let a member stand in for another in all open cases, to a day; returns in how many (domain 7, cover).

    Sealed files are left out: who stands in there is named file by file. Raises TeamError.
    """
    if not can(by, Act.ASSIGN_CASE):
        raise TeamError(_("A coordinator arranges cover."))
    if away.pk == to.pk:
        raise TeamError(_("Choose somebody else."), field="to")
    cases = list(Case.objects.open().filter(case_manager=away).exclude(confidentiality="sealed"))
    already = set(
        CaseTeamMember.objects.current_on(on)
        .filter(membership=to, case__in=cases)
        .values_list("case_id", flat=True)
    )
    made = 0
    for case in cases:
        if case.pk in already or in_conflict(case, to):
            continue
        add_team_member(by=by, on=on, case=case, membership=to, to_on=until, kind=TeamKind.COVER)
        made += 1
    if not made:
        raise TeamError(_("There is no case in which this member does not stand in already."), field="to")
    return made


def open_cases_of(member: Membership) -> str | None:
    """Why a member can't leave: their cases wait for another hand (domain 7, rule 9)."""
    count = Case.objects.filter(case_manager=member, status__in=OPEN_STATUSES).count()
    if not count:
        return None
    return ngettext(
        "%(n)d open case is theirs: a coordinator hands it over first.",
        "%(n)d open cases are theirs: a coordinator hands them over first.",
        count,
    ) % {"n": count}


def tell_of_waiting_cases(member: Membership) -> None:
    """Somebody was kept out or is about to leave: the coordinators are asked to hand their cases over."""
    if open_cases_of(member) is None:
        return
    url = reverse("cases:hand_over") + f"?of={member.public_id}"
    day = clock.today().isoformat()
    for coordinator in Membership.objects.with_act(Act.ASSIGN_CASE).exclude(pk=member.pk):
        key = f"hand-over:{member.public_id}:{day}:{coordinator.public_id}"
        post_notice(to=coordinator, key=key, kind=NoticeKind.HANDED_OVER, ref=member.public_id, url=url)


def tell_coordinators(case: Case, *, key: str) -> None:
    """A case has no case manager any more."""
    for member in Membership.objects.with_act(Act.ASSIGN_CASE):
        if not in_conflict(case, member):
            post_notice(
                to=member,
                key=f"{key}:{case.public_id}:{member.public_id}",
                kind=NoticeKind.HANDED_OVER,
                ref=case.public_id,
                url=reverse("cases:team", args=[case.public_id]),
            )


def end_all_access(member: Membership, by: Membership) -> None:
    """Whoever leaves loses every team row, cover and emergency access, and the grants with them."""
    today = clock.today()
    rows = CaseTeamMember.objects.filter(membership=member).exclude(to_on__lt=today)
    for row in rows.select_related("case", "membership__user"):
        end_team_member(by=by, on=today, member=row)
    standing = EmergencyAccess.objects.standing(clock.now()).filter(membership=member)
    for access in standing.select_related("case", "membership__user"):
        end_emergency(by=member, access=access)
