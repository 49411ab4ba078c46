"""Error pages stand whatever was sent."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from renate.accounts.models import Membership

MULTIPART = "multipart/form-data"
FORM = "application/x-www-form-urlencoded"
NOWHERE = "/nowhere-at-all/"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (MULTIPART, "no boundary"),
        (f"{MULTIPART}; boundary=x", "--x\r\nbroken"),
        (FORM, "&".join(f"f{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))),
    ],
)
def test_a_broken_body_sent_to_a_page_that_is_not_there_is_answered_as_absence(
    as_member: Callable[[Membership], Client], worker: Membership, kind: str, body: str
) -> None:
    browser = as_member(worker)
    browser.raise_request_exception = False

    assert browser.generic("POST", NOWHERE, body, content_type=kind).status_code == 404


def test_what_was_typed_for_a_page_that_is_not_there_can_be_copied(
    as_member: Callable[[Membership], Client], worker: Membership
) -> None:
    text = "Ћирилица, and a sentence of some length."

    answer = as_member(worker).post(NOWHERE, {"text": text})

    assert answer.status_code == 404
    assert text in answer.content.decode()
