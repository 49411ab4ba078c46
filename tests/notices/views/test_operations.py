"""How the sweeps and mails stand, for administrators."""

from smtplib import SMTPRecipientsRefused

import pytest

from renate.kit import clock
from renate.notices import operations
from renate.notices.codes import MailState
from renate.notices.models import OutgoingMail
from renate.notices.queries import board
from renate.notices.tasks import remind_of_what_is_due
from renate.tenancy import scope

PAGE = "/operations/"


@pytest.fixture
def failed(worker):
    with scope.enter(organisation=worker.organisation_id):
        mail = OutgoingMail.objects.create(to=worker, day=clock.today(), attempts=8)
        operations.settle_mail(mail=mail, error=SMTPRecipientsRefused({"x": (550, b"no")}))
    return mail


@pytest.mark.django_db
def test_the_page_says_what_ran_what_failed_and_why_and_offers_another_attempt(
    failed, worker, admin, as_member
):
    browser = as_member(admin)
    before = browser.get(PAGE).content.decode()
    remind_of_what_is_due()

    shown = browser.get(PAGE).content.decode()
    browser.post(f"{PAGE}mails/{failed.public_id}/retry/")

    assert "Nothing has run yet" in before
    assert "Nothing has run" not in shown
    assert "SMTPRecipientsRefused" in shown
    assert str(worker) in shown
    with scope.enter(organisation=worker.organisation_id):
        assert OutgoingMail.objects.get().state == MailState.WAITING


@pytest.mark.django_db
def test_nobody_else_sees_it_and_no_other_organisations_mail_is_retried(failed, worker, stranger, as_member):
    assert [as_member(member).get(PAGE).status_code for member in (worker, stranger)] == [404, 404]
    assert as_member(worker).post(f"{PAGE}mails/{failed.public_id}/retry/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_the_same_number_of_questions_however_much_failed(
    worker, cast, django_assert_num_queries, count
):
    with scope.enter(organisation=worker.organisation_id):
        for _ in range(count):
            OutgoingMail.objects.create(to=cast("deputy"), day=clock.today(), state=MailState.FAILED)

    with scope.enter(organisation=worker.organisation_id), django_assert_num_queries(5):
        assert len([str(mail.to) for mail in board(clock.now(), clock.today()).failed]) == count
