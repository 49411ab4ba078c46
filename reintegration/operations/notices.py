"""Whom to tell what, exactly once: keys name subject, step, recipient and day (domain 2.8, R-24).

The words are those of NoticeKind; reference and link only, never a name, a service or a place.
"""

from datetime import date, timedelta

from django.urls import reverse

from cases.access import may_open
from cases.models import Case
from reintegration.models import FollowUp, ProgrammeCycle
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice

# What is entered later than this is history: nobody is told of it by mail.
NEWS = timedelta(days=30)


def workers_of(case: Case, responsible: Membership | None = None) -> list[Membership]:
    """Who answers for a case: the one named, else its manager; the coordinators when nobody active does."""
    answerable = responsible or case.case_manager
    if answerable is not None and answerable.is_active:
        return [answerable]
    return coordinators_of(case)


def coordinators_of(case: Case) -> list[Membership]:
    """Active coordinators; of a sealed case only those who may open it."""
    found = Membership.objects.filter(role=Role.COORDINATOR, is_active=True).select_related("user")
    return [m for m in found.order_by("id") if not case.is_sealed or may_open(m, case)]


def tell_follow_up(follow_up: FollowUp, step: str, day: date, to: list[Membership], kind: str) -> int:
    """Notice about one step of one follow-up; returns how many were new."""
    return sum(
        post_notice(
            to=member,
            key=f"follow-up:{follow_up.public_id}:{step}:{day.isoformat()}:{member.pk}",
            kind=kind,
            ref=follow_up.case.person.case_code,
            url=reverse("reintegration:follow_up_list", args=[follow_up.case.public_id]),
            due_on=follow_up.due_on,
        )
        for member in to
    )


def tell_lost_contact(follow_up: FollowUp, on: date) -> int:
    """Three misses in a row: ask the case manager and the coordinators to look into it (R-13)."""
    if clock.today() - on > NEWS:
        return 0
    case = follow_up.case
    to = {member.pk: member for member in (*workers_of(case), *coordinators_of(case))}
    return tell_follow_up(follow_up, "lost", follow_up.due_on, list(to.values()), NoticeKind.LOST_CONTACT)


def tell_phase_review(cycle: ProgrammeCycle, day: date) -> int:
    """A phase decision is due or overdue: case manager and coordinators (R-02)."""
    case = cycle.case
    to = {member.pk: member for member in (*workers_of(case), *coordinators_of(case))}
    return sum(
        post_notice(
            to=member,
            key=f"phase:{cycle.public_id}:{day.isoformat()}:{member.pk}",
            kind=NoticeKind.PHASE_REVIEW,
            ref=case.person.case_code,
            url=reverse("reintegration:phase_show", args=[case.public_id]),
            due_on=day,
        )
        for member in to.values()
    )


def tell_setback(case: Case, key: str, on: date) -> int:
    """A severe setback: the coordinators are told (R-08)."""
    if clock.today() - on > NEWS:
        return 0
    return sum(
        post_notice(
            to=member,
            key=f"setback:{key}:{member.pk}",
            kind=NoticeKind.REVIEW_DUE,
            ref=case.person.case_code,
            url=reverse("reintegration:phase_show", args=[case.public_id]),
            due_on=on,
        )
        for member in coordinators_of(case)
    )
