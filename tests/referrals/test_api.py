"""The same handover through the interface: the same rules, and nothing overwritten unread."""

from collections.abc import Callable

import pytest
from django.test import Client

from cases.models import Case
from referrals.models import ReferralPackage
from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.referrals.conftest import TODAY

SignIn = Callable[[Membership], Client]


def post(client: Client, url: str, body: dict, etag: str = "") -> object:
    headers = {"If-Match": etag} if etag else {}
    return client.post(url, body, content_type="application/json", headers=headers)


def offer(sender: Client, case: Case, receivers: list[Membership]) -> tuple[list[ReferralPackage], str]:
    """To several at once; not without the person's word. The packages, and the first's address."""
    wish = {
        "counterparts": [member.organisation.public_id for member in receivers],
        "services_asked": ["legal"], "sections": ["A", "B"], "reason": "other", "person_agrees": True,
    }  # fmt: skip
    base = f"/api/v1/cases/{case.ref}/referrals/"
    assert post(sender, base, wish | {"person_agrees": False}).status_code == 422
    assert post(sender, base, wish).status_code == 201
    with scope.enter(organisation=case.organisation_id):
        packages = [ReferralPackage.objects.get(receiver=member.organisation) for member in receivers]
        return packages, f"{base}{packages[0].referral.public_id}/"


def accept(receiver: Client, url: str, taker: Membership) -> None:
    """Only by who has read the present state, and with whoever takes the case."""
    said = {"answer": "accept", "case_manager": taker.public_id}
    offered = receiver.get(url)
    assert post(receiver, f"{url}answer/", said).status_code == 428
    assert post(receiver, f"{url}answer/", {"answer": "decline"}, offered["ETag"]).status_code == 422
    accepted = post(receiver, f"{url}answer/", said, offered["ETag"])
    assert accepted.json()["state"] == "agreed"
    assert post(receiver, f"{url}answer/", said, '"of long ago"').status_code == 412


@pytest.mark.rule("R-25")
def test_handover_through_the_interface_keeps_every_rule(
    as_member: SignIn,
    worker: Membership,
    answerer: Membership,
    taker: Membership,
    outsider: Membership,
    case: Case,
) -> None:
    sender, receiver, third = as_member(worker), as_member(answerer), as_member(outsider)
    (package, passed_over), address = offer(sender, case, [answerer, outsider])
    url = f"/api/v1/referrals/{package.public_id}/"

    assert third.get(url).status_code == sender.get(url).status_code == 404
    accept(receiver, url, taker)
    assert third.get(f"/api/v1/referrals/{passed_over.public_id}/").json()["state"] == "withdrawn"

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        made.consent_to_share(by=worker, case=case, receiver=answerer.organisation, on=TODAY)
    assert receiver.get(url).json()["opens"] == ["A"]  # a coordinator reads no history
    by_taker = as_member(taker).get(f"{url}sections/B/")
    assert (by_taker.status_code, receiver.get(f"{url}sections/B/").status_code) == (200, 404)
    before = sender.get(address)
    assert [row["section"] for row in before.json()["readings"]] == ["B"]
    assert post(sender, f"{address}act/", {"act": "withdraw"}, before["ETag"]).json()["state"] == "withdrawn"
    refused = as_member(taker).get(f"{url}sections/B/")
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")
