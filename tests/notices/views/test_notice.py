"""The link of a mail."""

import pytest

from renate.notices.codes import NoticeKind
from renate.notices.models import Notice
from renate.notices.operations import post_notice
from renate.tenancy import scope


@pytest.mark.django_db
@pytest.mark.rule("R-24")
def test_the_link_of_a_mail_leads_its_own_reader_on_and_nobody_else(worker, coordinator, stranger, as_member):
    with scope.enter(organisation=worker.organisation_id):
        post_notice(to=worker, key="a", kind=NoticeKind.OTHER, ref="7Q2K-M4", url="/account/reminders/")
        address = f"/notices/{Notice.objects.get().public_id}/"

    answers = [as_member(member).get(address) for member in (worker, coordinator, stranger)]

    assert [answer.status_code for answer in answers] == [302, 404, 404]
    assert answers[0].url == "/account/reminders/"
