"""Acts of consequence ask for the password again; the way back is the page one came from."""

import pytest
from django.test import Client

from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.guards.addresses import addresses

pytestmark = pytest.mark.django_db
# What must ask again, and may never lose the question.
DANGEROUS = {
    "accounts:approval_decide", "accounts:member_change_role", "accounts:member_deactivate",
    "accounts:member_invite", "accounts:member_restore", "accounts:organisation_edit", "accounts:token_make",
    "cases:emergency_open",
    # What lets a file out of the house, into other hands, or out of the world.
    "cases:case_export", "cases:case_seal", "referrals:offer_check", "referrals:offer_open",
    "referrals:outside_file", "rights:hold_end", "rights:request_do", "rights:review_confirm",
    "rights:right_copy",
}  # fmt: skip


def _forget(browser: Client, seconds: int) -> None:
    session = browser.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - seconds} for record in session["account_authentication_methods"]
    ]
    session.save()


def test_a_page_of_consequence_asks_after_ten_minutes_and_takes_what_is_sent_for_thirty(
    admin: Membership, worker: Membership, as_member
) -> None:
    browser, page = as_member(admin), f"/settings/members/{worker.public_id}/role/"
    assert browser.get(page).status_code == 200
    _forget(browser, 11 * 60)
    assert browser.get(page)["Location"] == f"/account/reauthenticate/?next={page.replace('/', '%2F')}"
    assert browser.post(page, {"role": "nobody"}).status_code == 422

    _forget(browser, 20 * 60)

    assert browser.post(page, {"role": "deputy"})["Location"].startswith("/account/reauthenticate/")
    with scope.enter(organisation=worker.organisation_id):
        worker.refresh_from_db()
    assert worker.role == "case_manager"


def test_the_password_given_again_leads_back(admin: Membership, as_member) -> None:
    admin.user.set_password("harbour-lantern-42")
    admin.user.save()
    browser = as_member(admin)
    _forget(browser, 11 * 60)
    asked = browser.get("/settings/members/invite/")["Location"]

    wrong = browser.post(asked, {"password": "wrong"})
    right = browser.post(asked, {"password": "harbour-lantern-42"})

    assert (wrong.status_code, right["Location"]) == (200, "/settings/members/invite/")
    assert browser.get("/settings/members/invite/").status_code == 200


def test_every_act_of_consequence_asks() -> None:
    asking = {f"{one.namespace}:{one.name}" for one in addresses() if getattr(one.view, "sudo", False)}

    assert asking >= DANGEROUS
