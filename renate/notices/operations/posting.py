"""Notices as rows with a unique key: posted once, whoever posts and however often (R-24)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import transaction

from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices.models import Notice


class Call(NamedTuple):
    """One reminder as it should stand: the first four fields are its key.

    `ref` is a case code or public id, never a name; `url` a path of ours; `to` the id of a membership.
    """

    to: int
    subject: str
    kind: str
    day: date | None
    ref: str = ""
    url: str = ""
    due_on: date | None = None
    proof: str = ""


@transaction.atomic
def post_all(calls: Iterable[Call], *, mail: bool = True) -> int:
    """Post many notices at once; those that exist stay as they are. Returns how many are new."""
    rows = [
        Notice(
            to_id=call.to, subject=call.subject, kind=call.kind, day=call.day, ref=call.ref, url=call.url,
            due_on=call.due_on, by_mail=mail, proof=call.proof,
        )
        for call in calls
    ]  # fmt: skip
    if not rows:
        return 0
    made = Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return Notice.objects.filter(public_id__in=[row.public_id for row in made]).count()


def post_notice(
    *,
    to: Membership,
    key: str,
    kind: str,
    ref: str,
    url: str,
    due_on: date | None = None,
    day: date | None = None,
    mail: bool = True,
    proof: str = "",
) -> bool:
    """Tell a member once: a second call about the same changes nothing. Returns whether it is new (R-24).

    `key` names what it is about, such as "referral:7q2k:accepted"; `proof` is a hash to keep outside.
    """
    return post_all([Call(to.pk, key, kind, day, ref, url, due_on, proof)], mail=mail) == 1


@transaction.atomic
def mark_read(*, by: Membership, notice: Notice) -> None:
    """The member has seen it."""
    if notice.to_id == by.pk and notice.read_at is None:
        notice.read_at = clock.now()
        notice.save()


def settle_subject(subject: str) -> int:
    """What was reminded of is done: nobody needs the notices about it, nor a mail of them, any more."""
    open_ones = Notice.objects.filter(subject=subject, read_at=None)
    return open_ones.update(read_at=clock.now())
