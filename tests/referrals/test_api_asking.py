"""Through the interface: questions about a person, bodies without an account, and what stands in lists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from referrals.models import OutsideReferral, PersonRequest
from referrals.operations.outside import make_file
from reintegration.models import PlanItem, ServiceDelivery
from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import ALL_YES, CaseFactory, ConsentFactory, PersonFactory
from tests.factories.reintegration import planned_item
from tests.referrals.conftest import TODAY

SignIn = Callable[[Membership], Client]
DAY = TODAY.isoformat()


def at(member: Membership) -> scope.enter:
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


def post(client: Client, url: str, body: dict[str, Any], etag: str = "") -> Any:
    headers = {"If-Match": etag} if etag else {}
    return client.post(url, body, content_type="application/json", headers=headers)


def consent(sender: Client, case: Case, purpose: str, **said: Any) -> str:
    """A yes to a purpose; its ref."""
    said |= {"purpose": purpose, "decision": "given", "on": DAY, "given_by": "person", "form": "signed"}
    address = f"/api/v1/cases/{case.ref}/consents/record/"
    ref: str = post(sender, address, said | {"checklist": ALL_YES}).json()["ref"]
    return ref


def ask(sender: Client, case: Case, here: str) -> tuple[dict[str, Any], int]:
    """A question under a yes; the answer without its ref, and the work it was."""
    address, question = f"/api/v1/cases/{case.ref}/requests/", {"counterpart": here, "question": "Known?"}
    assert post(sender, address, question).json()["errors"][0]["field"] == "counterpart"
    consent(sender, case, "share_org", receiver=here, sections=["A"])
    with CaptureQueriesContext(connection) as spoken:
        answer = post(sender, address, question)
    assert answer.status_code == 201
    return {name: value for name, value in answer.json().items() if name != "ref"}, len(spoken)


@pytest.mark.rule("R-25")
def test_asker_learns_nothing_whoever_is_known_and_whatever_is_done_there(
    as_member: SignIn, worker: Membership, answerer: Membership, taker: Membership, case: Case
) -> None:
    sender, receiver = as_member(worker), as_member(answerer)
    with at(answerer):
        PersonFactory(legal_name=case.person.legal_name)  # the same person, known over there
    with at(worker):
        unknown = CaseFactory(case_manager=worker)
    here = sender.get("/api/v1/organisations/").json()["results"][0]["ref"]

    assert ask(sender, case, here) == ask(sender, unknown, here)

    before = sender.get(f"/api/v1/cases/{case.ref}/requests/").content
    url = f"/api/v1/requests/{receiver.get('/api/v1/requests/').json()['results'][1]['ref']}/"
    assert as_member(taker).get(url).status_code == sender.get(url).status_code == 404
    assert receiver.get(url).json()["legal_name"] == "Mirela Canary"
    assert (
        post(receiver, f"{url}handling/", {"handling": "person_asked"}).json()["handling"] == "person_asked"
    )
    assert sender.get(f"/api/v1/cases/{case.ref}/requests/").content == before


@pytest.mark.rule("R-25")
def test_question_goes_with_the_consent_or_when_it_is_taken_back(
    as_member: SignIn, worker: Membership, answerer: Membership, case: Case
) -> None:
    sender, receiver, here = as_member(worker), as_member(answerer), answerer.organisation.public_id
    base = f"/api/v1/cases/{case.ref}/"
    yes = consent(sender, case, "share_org", receiver=here, sections=["A"])
    first, second = (
        post(sender, f"{base}requests/", {"counterpart": here, "question": "Known?"}).json()["ref"]
        for _time in range(2)
    )

    assert post(sender, f"{base}requests/{first}/take-back/", {}).json()["is_kept"] is False
    assert receiver.get(f"/api/v1/requests/{first}/").status_code == 404
    assert receiver.get(f"/api/v1/requests/{second}/").status_code == 200
    assert post(sender, f"{base}consents/{yes}/withdraw/", {"on": DAY}).status_code == 200
    assert receiver.get("/api/v1/requests/").json()["count"] == 0


def a_wish(sender: Client, worker: Membership, case: Case) -> dict[str, Any]:
    """Legal help of a body, under a yes to tell it who the person is."""
    with at(worker):
        made.PartnerFactory()
    yes = consent(sender, case, "share_authority", sections=["A"], scope="The coordinator")
    body = sender.get("/api/v1/partners/").json()["results"][0]["ref"]
    asked = {"services_asked": ["legal"], "reason": "other"}
    return asked | {"partner": body, "consent": yes, "sections": ["A"]}


@pytest.mark.rule("S3-69", "R-25")
def test_body_without_an_account_is_asked_under_one_yes_and_its_answer_written_down(
    as_member: SignIn, worker: Membership, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referrals.outside_file.protected_file", lambda *args, **kwargs: b"sealed")
    sender, base = as_member(worker), f"/api/v1/cases/{case.ref}/"
    wish = a_wish(sender, worker, case)
    yes = wish["consent"]

    for wrong in ({"partner": "nobody"}, {"consent": "none"}, {"sections": ["A", "B"]}):
        refused = post(sender, f"{base}outside/", wish | wrong)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, next(iter(wrong)))
    drafted = post(sender, f"{base}outside/", wish)
    url = f"{base}outside/{drafted.json()['ref']}/"
    assert post(sender, f"{base}outside/", wish).status_code == 422  # one yes, one referral
    said = {"state": "accepted", "responded_on": DAY, "feedback": "Ејни среда."}
    assert post(sender, f"{url}answer/", said, drafted["ETag"]).status_code == 422  # nothing was sent yet
    with at(worker):  # the protected file is made on the pages only
        make_file(by=worker, on=TODAY, referral=OutsideReferral.objects.get(), sender=worker.organisation)
    assert post(sender, f"{url}answer/", said, '"of long ago"').status_code == 412
    assert post(sender, f"{url}answer/", said, sender.get(url)["ETag"]).json()["feedback"] == "Ејни среда."
    assert post(sender, f"{base}consents/{yes}/withdraw/", {"on": DAY}).status_code == 200
    assert sender.get(f"{base}outside/").json()["results"][0]["state"] == "withdrawn"


def rows(by: Membership, case: Case, to: Membership, item: PlanItem) -> None:
    """One more in every list of the case."""
    yes = ConsentFactory(case=case, purpose="share_authority")
    said = {"case": case, "made_by": by, "consent": yes}
    OutsideReferral.objects.create(
        **said, partner=made.PartnerFactory(), reason="other", services_asked=["legal"], sections=["A"]
    )
    PersonRequest.objects.create(
        **said, receiver=to.organisation, contact_name="W", sent_on=TODAY, valid_until=TODAY, wrapped_key=b"k"
    )
    ServiceDelivery.objects.create(case=case, on=TODAY, service=item.service, item=item, delivered_by=by)
    item.pk, item.public_id, item._state.adding = None, f"copy{PlanItem.objects.count()}", True
    item.save()


QUERIES = {"outside": 9, "requests": 9, "deliveries": 10, "plan/items": 10}


@pytest.mark.parametrize("more", [1, 3])
def test_lists_ask_the_same_number_of_queries_however_long(
    as_member: SignIn, worker: Membership, answerer: Membership, case: Case, more: int
) -> None:
    sender, receiver = as_member(worker), as_member(answerer)
    with at(worker):
        item = planned_item(worker, TODAY, case)
        for _time in range(more):
            rows(worker, case, answerer, item)
    lists = {part: (sender, f"/api/v1/cases/{case.ref}/{part}/") for part in QUERIES}
    lists |= {"asked of us": (receiver, "/api/v1/requests/"), "partners": (sender, "/api/v1/partners/")}
    asked = {}
    for name, (client, address) in lists.items():
        client.get(address)
        with CaptureQueriesContext(connection) as spoken:
            assert client.get(address).json()["count"] >= more
        asked[name] = len(spoken)

    assert asked == QUERIES | {"asked of us": 9, "partners": 8}
