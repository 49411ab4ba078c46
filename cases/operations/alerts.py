"""Telling the right members at once, in neutral words (R-24)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from cases.models import Case, CaseTeamMember
from cases.recipients import Recipients
from renate.kit import clock
from renate.notices.codes import NoticeKind
from renate.notices.operations import Call, post_all

# What is entered later than this is history: nobody is called by it.
NEWS = timedelta(days=30)


def leads_of(case: Case) -> tuple[int, ...]:
    """Active coordinators; of a sealed case only those who may open it."""
    return Recipients().leads(case.pk, sealed=case.is_sealed)


def workers_of(case: Case) -> tuple[int, ...]:
    """The case manager where active, else the coordinators."""
    return Recipients().workers(case.case_manager_id, case.pk, sealed=case.is_sealed)


def team_in_role(case: Case, role: str, on: date) -> tuple[int, ...]:
    """Active members of the team on a day who have a role."""
    team = CaseTeamMember.objects.current_on(on).filter(case=case, membership__role=role)
    return tuple(team.filter(membership__is_active=True).values_list("membership_id", flat=True))


def tell_coordinators(
    case: Case,
    subject: str,
    *,
    page: str,
    on: date,
    due_on: date | None = None,
    kind: str = NoticeKind.URGENT,
) -> int:
    """Tell every coordinator, and the case manager, once."""
    to = Recipients().both(case.case_manager_id, case.pk, sealed=case.is_sealed)
    return tell(to, case, subject, page=page, on=on, due_on=due_on, kind=kind)


def tell(
    to: Iterable[int],
    case: Case,
    subject: str,
    *,
    page: str,
    on: date,
    due_on: date | None = None,
    kind: str = NoticeKind.URGENT,
) -> int:
    """Tell members once each about a page of the file; what happened long ago is told to nobody."""
    if clock.today() - on > NEWS:
        return 0
    ref, url = case.person.case_code, reverse(page, args=[case.public_id])
    return post_all(Call(who, subject, kind, on, ref, url, due_on or on) for who in dict.fromkeys(to))
