"""A passkey in a browser: added, signed in with, asked for again before an act of consequence."""

from typing import Any

import pytest

from renate import audit
from renate.accounts.models import Membership
from renate.tenancy import scope

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_passkey_is_added_and_opens_the_account_alone(
    worker: Membership, visit: Any, mailoutbox: list
) -> None:
    browser = visit(worker)
    device = browser.context.new_cdp_session(browser.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    page = browser.go("/account/second-step/webauthn/add/")
    page.get_by_label("Name").fill("This laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: "/webauthn/add" not in url)
    browser.context.clear_cookies()
    page = browser.go("/account/login/?next=/account/second-step/webauthn/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/login" not in url)

    assert "This laptop" in page.get_by_role("main").inner_text()
    assert browser.complaints == []
    with scope.enter(organisation=worker.organisation_id):
        told = [event.action for event in audit.own_sign_ins(limit=2)]
    assert told == ["sign_in.done", "sign_in.second_step_added"]
    assert {mail.to[0] for mail in mailoutbox} == {worker.user.email}
