"""The same handover through the interface: the same rules, and nothing overwritten unread."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cases.models import Case, RiskAssessment
from referrals.models import ReferralPackage
from reintegration.operations import DeliveryDetails, log_delivery
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import ALL_YES, CaseFactory
from tests.referrals.conftest import TODAY

COUNSELLING = DeliveryDetails(service="psychosocial.individual_counselling")
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


def accept(receiver: Client, url: str, taker: Membership, state: str = "agreed") -> None:
    """Only by who has read the present state, and with whoever takes the case."""
    said = {"answer": "accept", "case_manager": taker.public_id}
    offered = receiver.get(url)
    assert post(receiver, f"{url}answer/", said).status_code == 428
    assert post(receiver, f"{url}answer/", {"answer": "decline"}, offered["ETag"]).status_code == 422
    accepted = post(receiver, f"{url}answer/", said, offered["ETag"])
    assert accepted.json()["state"] == state
    assert post(receiver, f"{url}answer/", said, '"of long ago"').status_code == 412


def give_help(receiver: Client, url: str, taker: Membership) -> dict:
    """A file of one's own, tied once; what was given in it is told as agreed."""
    etag = receiver.get(url)["ETag"]
    assert post(receiver, f"{url}report/", {}, etag).status_code == 422  # nothing is tied yet
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        colleague = MembershipFactory(role=Role.CASE_MANAGER)
        own, strange = CaseFactory(case_manager=taker), CaseFactory(case_manager=colleague)
        log_delivery(by=taker, on=TODAY, case=own, details=COUNSELLING)
    assert post(receiver, f"{url}case/", {"case": strange.public_id}, etag).status_code == 422
    assert post(receiver, f"{url}case/", {"case": own.public_id}, etag).status_code == 200
    assert post(receiver, f"{url}case/", {"case": own.public_id}, etag).status_code == 422
    return post(receiver, f"{url}report/", {}, receiver.get(url)["ETag"]).json()


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
    as_taker = as_member(taker)
    told = give_help(as_taker, url, taker)
    assert "service" not in str([row["text"] for row in told["messages"]]).lower()  # numbers and days only
    before = sender.get(address)
    assert [row["section"] for row in before.json()["readings"]] == ["B"]
    assert post(sender, f"{address}act/", {"act": "withdraw"}, before["ETag"]).json()["state"] == "withdrawn"
    refused = as_member(taker).get(f"{url}sections/B/")
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")


def wish_for(receiver: Membership) -> dict:
    """A transfer of the identity."""
    return {
        "counterparts": [receiver.organisation.public_id], "services_asked": ["legal"], "sections": ["A"],
        "reason": "other", "kind": "transfer", "person_agrees": True,
    }  # fmt: skip


@pytest.mark.rule("R-25", "R-20")
def test_what_the_pages_refuse_the_interface_refuses_too(
    as_member: SignIn, worker: Membership, answerer: Membership, case: Case
) -> None:
    base, sender, wish = f"/api/v1/cases/{case.ref}/referrals/", as_member(worker), wish_for(answerer)

    assert post(sender, base, wish).status_code == 422  # nobody has looked at the risk
    wish |= {"kind": "referral"}
    for names in ([worker.organisation.public_id], ["nobody"], []):
        assert post(sender, base, wish | {"counterparts": names}).status_code == 422, names
    for letters in (["A", "J"], ["E"], []):
        assert post(sender, base, wish | {"sections": letters}).status_code == 422, letters
    assert post(sender, base, wish).status_code == 201


@pytest.mark.rule("R-25", "S1-01")
def test_transfer_through_the_interface_takes_all_or_nothing_and_asks_the_person_anew(
    as_member: SignIn, worker: Membership, answerer: Membership, taker: Membership, case: Case
) -> None:
    sender, there = as_member(worker), as_member(taker)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        soon = TODAY + timedelta(days=30)
        RiskAssessment.objects.create(case=case, on=TODAY, by=worker, overall=1, review_due=soon)
        made.consent_to_share(by=worker, case=case, receiver=answerer.organisation, on=TODAY)
        assert post(sender, f"/api/v1/cases/{case.ref}/referrals/", wish_for(answerer)).status_code == 201
        url = f"/api/v1/referrals/{ReferralPackage.objects.get().public_id}/"
    accept(as_member(answerer), url, taker, state="accepted")
    said = {"on": TODAY.isoformat(), "data_storage": "given", "given_by": "person", "form": "signed"}
    said |= {"checklist": ALL_YES}
    arrived = {"what": "arrived", "happened_on": TODAY.isoformat()}

    no = post(there, f"{url}take-over/", said | {"services": "refused"}, there.get(url)["ETag"])
    told = post(there, f"{url}feedback/", arrived, there.get(url)["ETag"])
    yes = post(there, f"{url}take-over/", said | {"services": "given"}, there.get(url)["ETag"])

    assert [answer.status_code for answer in (no, told, yes)] == [422, 200, 201]
    assert sender.get(f"/api/v1/cases/{case.ref}/").json()["status"] == "closed"
    assert there.get(f"{url}sections/A/").status_code == 404
