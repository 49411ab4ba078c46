"""The head of the record is mailed once a day, and cutting the record off shows against it."""

import pytest
import time_machine
from django.core import mail

from renate import audit
from renate.accounts.roles import Role
from renate.notices import heads, tasks
from renate.notices.models import Notice

HEAD = "ab" * 32


@pytest.mark.django_db
def test_each_protection_officer_gets_one_mail_a_day_that_holds_the_head_and_nothing_else(
    inside, cast, monkeypatch
) -> None:
    officer = cast(Role.DPO)
    cast(Role.DIRECTOR)
    monkeypatch.setattr(audit, "own_head", lambda: HEAD)

    with time_machine.travel("2026-11-24 10:00Z", tick=False) as moment:
        assert [tasks.mail_heads(), tasks.mail_heads()] == [1, 0]
        tasks.send_waiting_mails()
        moment.shift(24 * 3600)
        assert tasks.mail_heads() == 1
        tasks.send_waiting_mails()

    assert [(m.to, m.subject, HEAD in m.body) for m in mail.outbox] == [
        ([officer.user.email], "Record of the day", True)
    ] * 2
    assert inside.organisation.name not in mail.outbox[0].body
    assert Notice.objects.unread_of(officer).count() == 0


@pytest.mark.django_db
def test_without_a_protection_officer_the_director_gets_it_and_before_the_first_seal_nobody(
    inside, cast, monkeypatch
) -> None:
    director = cast(Role.DIRECTOR)
    monkeypatch.setattr(audit, "own_head", lambda: "")
    assert tasks.mail_heads() == 0
    monkeypatch.setattr(audit, "own_head", lambda: HEAD)

    assert heads.mail_head(on=inside.created_at.date()) == 1
    assert [notice.to for notice in Notice.objects.all()] == [director]
