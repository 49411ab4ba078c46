"""Whom to tell what, exactly once: keys name subject, kind, recipient and day (domain 2.8, R-24).

The words are those of NoticeKind; reference and link only, never a name, a service or a place.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from cases.models import Case
from cases.recipients import Recipients
from reintegration.models import FollowUp, ProgrammeCycle
from renate.kit import clock
from renate.notices.codes import NoticeKind
from renate.notices.operations import Call, post_all

# What is entered later than this is history: nobody is told of it by mail.
NEWS = timedelta(days=30)
SUBJECT = "follow-up"


def _both(case: Case, people: Recipients) -> Iterable[int]:
    return people.both(case.case_manager_id, case.pk, sealed=case.is_sealed)


def tell_lost_contact(follow_up: FollowUp, on: date) -> int:
    """Three misses in a row: ask the case manager and the coordinators to look into it (R-13)."""
    if clock.today() - on > NEWS:
        return 0
    case = follow_up.case
    url = reverse("reintegration:follow_up_list", args=[case.public_id])
    subject, day = f"lost:{follow_up.public_id}", follow_up.due_on
    ref = case.person.case_code
    return post_all(
        Call(to, subject, NoticeKind.LOST_CONTACT, day, ref, url, day) for to in _both(case, Recipients())
    )


def phase_review_calls(cycle: ProgrammeCycle, day: date, people: Recipients) -> list[Call]:
    """A phase decision is due or overdue: case manager and coordinators (R-02)."""
    case = cycle.case
    url = reverse("reintegration:phase_show", args=[case.public_id])
    subject, ref = f"phase:{cycle.public_id}", case.person.case_code
    return [Call(to, subject, NoticeKind.PHASE_REVIEW, day, ref, url, day) for to in _both(case, people)]


def tell_setback(case: Case, key: str, on: date) -> int:
    """A severe setback: the coordinators are told (R-08)."""
    if clock.today() - on > NEWS:
        return 0
    url = reverse("reintegration:phase_show", args=[case.public_id])
    leads = Recipients().leads(case.pk, sealed=case.is_sealed)
    ref = case.person.case_code
    return post_all(Call(to, f"setback:{key}", NoticeKind.REVIEW_DUE, on, ref, url, on) for to in leads)
