"""The same handover through the interface: the same rules, and nothing overwritten unread."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from cases.models import Case, RiskAssessment
from renate.accounts.models import Membership
from renate.accounts.operations.tokens import make_token
from renate.accounts.roles import Role
from renate.reports.models import Report
from renate.reports.network import count_network
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import ALL_YES, CaseFactory
from tests.referrals.conftest import TODAY

HELP = {
    "service": "psychosocial.individual_counselling", "on": TODAY.isoformat(), "unit": "session",
    "mode": "in_person", "provider_kind": "care_provider_own",
}  # fmt: skip
SignIn = Callable[[Membership], Client]


def post(client: Client, url: str, body: dict, etag: str = "") -> object:
    headers = {"If-Match": etag} if etag else {}
    return client.post(url, body, content_type="application/json", headers=headers)


def offer(sender: Client, case: Case, receivers: list[Membership]) -> str:
    """To several at once; not without the person's word. The address of the first."""
    wish = {
        "counterparts": [member.organisation.public_id for member in receivers],
        "services_asked": ["legal"], "sections": ["A", "B"], "reason": "other", "person_agrees": True,
    }  # fmt: skip
    base = f"/api/v1/cases/{case.ref}/referrals/"
    assert post(sender, base, wish | {"person_agrees": False}).status_code == 422
    assert post(sender, base, wish).status_code == 201
    name = receivers[0].organisation.name
    return base + next(row["ref"] for row in sender.get(base).json() if row["receiver"] == name) + "/"


def newest(receiver: Client) -> str:
    """The address of what came last, as the receiver's own list has it."""
    return f"/api/v1/referrals/{receiver.get('/api/v1/referrals/').json()['results'][0]['ref']}/"


def accept(receiver: Client, url: str, taker: Membership, state: str = "agreed") -> None:
    """Only by who has read the present state, and with whoever takes the case."""
    said = {"answer": "accept", "case_manager": taker.public_id}
    offered = receiver.get(url)
    assert post(receiver, f"{url}answer/", said).status_code == 428
    assert post(receiver, f"{url}answer/", {"answer": "decline"}, offered["ETag"]).status_code == 422
    accepted = post(receiver, f"{url}answer/", said, offered["ETag"])
    assert accepted.json()["state"] == state
    assert post(receiver, f"{url}answer/", said, '"of long ago"').status_code == 412


def consent(sender: Client, case: Case, to: Membership) -> str:
    """A yes that names one organisation; not with a question left out. The address of taking it back."""
    base = f"/api/v1/cases/{case.ref}/consents/"
    said = {
        "purpose": "share_org", "decision": "given", "on": TODAY.isoformat(), "given_by": "person",
        "form": "signed", "sections": ["A", "B"], "receiver": to.organisation.public_id, "checklist": ALL_YES,
    }  # fmt: skip
    for wrong, field in (
        ({"checklist": {**ALL_YES, "withdrawal_explained": False}}, "checklist"),
        ({"receiver": case.case_manager.organisation.public_id}, "receiver"),
        ({"sections": []}, "sections"),
        ({"given_by": "both"}, "given_by"),
        ({"purpose": "services"}, "receiver"),
    ):
        refused = post(sender, f"{base}record/", said | wrong)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    return f"{base}{post(sender, f'{base}record/', said).json()['ref']}/withdraw/"


def what_opens(url: str, *readers: Client) -> list[set[str]]:
    """The sections that each reader gets, asked one by one; never others than those named as open."""
    opened = [
        {part for part in "ABCDE" if each.get(f"{url}sections/{part}/").status_code == 200}
        for each in readers
    ]
    named = [set(each.get(url).json().get("opens", [])) for each in readers]
    assert opened == named
    return opened


def give_help(receiver: Client, url: str, own: Case, strange: Case) -> dict:
    """A file of one's own, tied once; what was given in it is told as agreed."""
    etag = receiver.get(url)["ETag"]
    assert post(receiver, f"{url}report/", {}, etag).status_code == 422  # nothing is tied yet
    log = f"/api/v1/cases/{own.ref}/deliveries/log/"
    assert post(receiver, log, HELP | {"quantity": "0"}).status_code == 422
    assert post(receiver, log.replace(own.ref, strange.ref), HELP).status_code == 404
    assert post(receiver, log, HELP).status_code == 201
    assert post(receiver, f"{url}case/", {"case": strange.public_id}, etag).status_code == 422
    assert post(receiver, f"{url}case/", {"case": own.public_id}, etag).status_code == 200
    assert post(receiver, f"{url}case/", {"case": own.public_id}, etag).status_code == 422
    return post(receiver, f"{url}report/", {}, receiver.get(url)["ETag"]).json()


def take_over(there: Client, url: str) -> None:
    """With the person's own consents to the new organisation, or not at all; what came is told first."""
    said = {"on": TODAY.isoformat(), "data_storage": "given", "given_by": "person", "form": "signed"}
    said |= {"checklist": ALL_YES}
    arrived = {"what": "arrived", "happened_on": TODAY.isoformat()}
    no = post(there, f"{url}take-over/", said | {"services": "refused"}, there.get(url)["ETag"])
    told = post(there, f"{url}feedback/", arrived, there.get(url)["ETag"])
    yes = post(there, f"{url}take-over/", said | {"services": "given"}, there.get(url)["ETag"])
    assert [answer.status_code for answer in (no, told, yes)] == [422, 200, 201]


def transfer(sender: Client, receiver: Client, there: Client, case: Case, theirs: list[Membership]) -> None:
    """The same person for good, under a new yes; help was given on both sides."""
    answerer, taker = theirs
    assert post(sender, f"/api/v1/cases/{case.ref}/deliveries/log/", HELP).status_code == 201
    consent(sender, case, answerer)
    assert post(sender, f"/api/v1/cases/{case.ref}/referrals/", wish_for(answerer)).status_code == 201
    url = newest(receiver)
    accept(receiver, url, taker, state="accepted")
    take_over(there, url)
    assert sender.get(f"/api/v1/cases/{case.ref}/").json()["status"] == "closed"
    assert what_opens(url, there) == [set()]


def persons_in_the_network(by: Membership) -> tuple[float, list[int]]:
    """How many persons the report of the network counts as assisted this year, and each member by itself."""
    inside = {"organisation": by.organisation_id, "user": by.user_id}
    report = Report(
        period_from=date(TODAY.year, 1, 1), period_to=TODAY, cut_off_on=TODAY, tables=["T1"],
        organisation_id=by.organisation_id,
    )  # fmt: skip
    counted = count_network(report, inside, lambda stage, percent: None)
    return counted.measures["assisted"], sorted(member.assisted for member in counted.members)


@pytest.fixture
def files(worker: Membership, taker: Membership, case: Case) -> tuple[Case, Case]:
    """The sender has looked at the risk; the receiver has a file of the person, and a colleague's."""
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        soon = TODAY + timedelta(days=30)
        RiskAssessment.objects.create(case=case, on=TODAY, by=worker, overall=1, review_due=soon)
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        colleague = MembershipFactory(role=Role.CASE_MANAGER)
        return CaseFactory(case_manager=taker), CaseFactory(case_manager=colleague)


@pytest.mark.rule("R-25", "S1-01", "S1-09", "S3-65")
def test_whole_handover_through_the_interface_keeps_every_rule(
    as_member: SignIn, worker: Membership, answerer: Membership, taker: Membership, outsider: Membership,
    case: Case, files: tuple[Case, Case],
) -> None:  # fmt: skip
    sender, receiver, there, third = (as_member(each) for each in (worker, answerer, taker, outsider))
    address = offer(sender, case, [answerer, outsider])
    url, passed_over = newest(receiver), newest(third)
    assert third.get(url).status_code == sender.get(url).status_code == 404
    assert b"Mirela" not in receiver.get(url).content
    accept(receiver, url, taker)
    assert third.get(passed_over).json()["state"] == "withdrawn"

    consent(sender, case, outsider)
    assert what_opens(url, receiver, there) == [set(), set()]  # it names another organisation
    take_back = consent(sender, case, answerer)
    assert what_opens(url, receiver, there) == [{"A"}, {"A", "B"}]  # a coordinator reads no history
    assert what_opens(passed_over, third) == [set()]
    told = give_help(there, url, *files)
    assert "service" not in str([row["text"] for row in told["messages"]]).lower()  # numbers and days only
    assert sender.get(address).json()["messages"] == told["messages"]

    assert post(sender, take_back, {"on": TODAY.isoformat()}).json()["state"] == "withdrawn"
    assert post(sender, take_back, {"on": TODAY.isoformat()}).status_code == 422
    assert what_opens(url, receiver, there) == [set(), set()]
    assert sender.get(address).json()["state"] == "withdrawn"
    transfer(sender, receiver, there, case, [answerer, taker])
    assert persons_in_the_network(worker) == (1, [0, 1, 1])


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
    for letters in (["A", "J"], ["F"], []):
        assert post(sender, base, wish | {"sections": letters}).status_code == 422, letters
    assert post(sender, base, wish).status_code == 201


@pytest.mark.rule("R-25")
def test_session_that_was_not_proved_lately_hands_nothing_over_and_a_key_needs_no_other_proof(
    as_member: SignIn, worker: Membership, answerer: Membership, case: Case
) -> None:
    base, sender = f"/api/v1/cases/{case.ref}/referrals/", as_member(worker)
    wish = wish_for(answerer) | {"kind": "referral"}
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        Authenticator.objects.create(user=worker.user, type=Authenticator.Type.TOTP, data={"secret": "00"})
        _key, text = make_token(by=worker, name="Handing over", days=30, reads_only=False)
    session = sender.session
    session["account_authentication_methods"][0]["at"] -= 31 * 60
    session.save()

    assert post(sender, base, wish).status_code == 403
    assert post(Client(headers={"Authorization": f"Bearer {text}"}), base, wish).status_code == 201
