"""A member is told once, however often and by however many workers the sweep runs."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connections

from renate.accounts.models import Membership
from renate.notices.codes import NoticeKind
from renate.notices.models import Notice
from renate.notices.operations import mark_read, post_notice, settle_subject
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory


def _post(to: Membership, key: str = "follow-up:7q2k:2026-11-22", **changes: object) -> bool:
    details = {"kind": NoticeKind.FOLLOW_UP_DUE, "ref": "7Q2K", "url": "/cases/7q2k/follow-ups/"}
    return post_notice(to=to, key=key, due_on=date(2026, 11, 22), **details | changes)  # type: ignore[arg-type]


@pytest.mark.rule("R-24")
def test_a_notice_is_posted_and_waits_for_the_daily_mail(inside: Membership) -> None:
    assert _post(inside)

    notice = Notice.objects.get()
    assert (notice.to, notice.ref, notice.due_on) == (inside, "7Q2K", date(2026, 11, 22))
    assert list(Notice.objects.to_mail()) == [notice]


def test_the_same_is_posted_once(inside: Membership) -> None:
    assert [_post(inside) for _ in range(3)] == [True, False, False]
    assert Notice.objects.count() == 1


def test_subject_kind_recipient_and_day_make_a_reminder_another_one(inside: Membership) -> None:
    other = {"to": MembershipFactory(), "key": "b", "kind": NoticeKind.EXPIRY, "day": date(2026, 11, 23)}
    _post(inside)

    assert [_post(**{"to": inside, name: value}) for name, value in other.items()] == [True] * 4


def test_another_organisation_has_keys_of_its_own(inside: Membership, stranger: Membership) -> None:
    _post(inside)

    with scope.enter(organisation=stranger.organisation):
        assert _post(stranger)


def test_a_notice_without_mail_stays_in_the_product(inside: Membership) -> None:
    _post(inside, mail=False)

    assert (Notice.objects.count(), Notice.objects.to_mail().count()) == (1, 0)


def test_what_is_done_needs_no_notice_and_no_mail_any_more(inside: Membership) -> None:
    _post(inside, "follow-up:1")
    _post(inside, "follow-up:2")

    assert settle_subject("follow-up:1") == 1
    assert list(Notice.objects.to_mail().values_list("subject", flat=True)) == ["follow-up:2"]


def test_what_the_caller_rolls_back_was_never_posted(inside: Membership) -> None:
    with pytest.raises(ZeroDivisionError), scope.enter(organisation=inside.organisation_id):  # noqa: PT012
        _post(inside)
        raise ZeroDivisionError

    assert _post(inside)


def test_a_member_reads_their_own_notices_only(inside: Membership) -> None:
    _post(inside)
    notice = Notice.objects.get()

    mark_read(by=MembershipFactory(), notice=notice)
    unread_by_another = notice.read_at is None
    mark_read(by=inside, notice=notice)

    assert unread_by_another
    assert list(Notice.objects.unread_of(inside)) == []


@pytest.mark.rule("R-24")
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_workers_at_once_post_one_notice(worker: Membership) -> None:
    answers: list[int] = []
    together = Barrier(2)

    def sweep() -> None:
        together.wait(timeout=10)
        posted = 0
        for number in range(20):
            with scope.enter(organisation=worker.organisation_id):
                posted += _post(worker, key=f"key {number}")
        answers.append(posted)
        connections.close_all()

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sum(answers) == 20
    with scope.enter(organisation=worker.organisation_id):
        assert Notice.objects.count() == 20
