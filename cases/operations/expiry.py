"""Reminding of what expires, exactly once a row and step (R-22, R-23, R-24)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from cases.models import Case
from cases.queries.expiry import Ending, endings
from cases.rules.expiry import Expiring, step_due
from renate.notices.codes import NoticeKind
from renate.notices.models import Notice
from renate.notices.operations import post_notice

_REVIEWS = frozenset({Expiring.CONTACT_PLAN, Expiring.RISK_REVIEW})
_PAGES: dict[str, str] = {
    Expiring.DOCUMENT: "cases:identity",
    Expiring.RESIDENCE: "cases:identity",
    Expiring.REFLECTION: "cases:identity",
    Expiring.CONSENT: "cases:consent_list",
    Expiring.CONTACT_PLAN: "cases:contact",
    Expiring.RISK_REVIEW: "cases:risk_list",
}


BATCH = 200


@transaction.atomic
def remind_expiries(*, on: date, limit: int = BATCH) -> int:
    """Tell case managers of the organisation in scope what ends; returns how many notices were new.

    Twice, or two at once, is once: the key names row, last day and step. A new last day begins anew.
    """
    due = {_key(ending, step): ending for ending, step in _due(on)}
    posted = set(Notice.objects.filter(key__in=due).values_list("key", flat=True))
    cases = _managed({ending.case_id for key, ending in due.items() if key not in posted})
    new = [key for key, ending in due.items() if key not in posted and ending.case_id in cases]
    return sum(_tell(key, due[key], cases[due[key].case_id]) for key in new[:limit])


def _due(on: date) -> list[tuple[Ending, date]]:
    steps = ((ending, step_due(ending.kind, ending.last_day, on)) for ending in endings(on))
    return [(ending, step) for ending, step in steps if step is not None]


def _key(ending: Ending, step: date) -> str:
    days = (ending.last_day - step).days
    return f"expiry:{ending.kind}:{ending.ref}:{ending.case_id}:{ending.last_day.isoformat()}:{days}"


def _managed(ids: set[int]) -> dict[int, Case]:
    """Cases with somebody to tell."""
    managed = Case.objects.filter(case_manager__is_active=True).with_people()
    return managed.in_bulk(ids)


def _tell(key: str, ending: Ending, case: Case) -> bool:
    if case.case_manager is None:
        return False
    return post_notice(
        to=case.case_manager,
        key=key,
        kind=NoticeKind.REVIEW_DUE if ending.kind in _REVIEWS else NoticeKind.EXPIRY,
        ref=case.person.case_code,
        url=reverse(_PAGES[ending.kind], args=[case.ref]),
        due_on=ending.last_day,
    )
