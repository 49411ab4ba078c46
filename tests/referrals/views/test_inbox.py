"""Both directions in one list, and the receiver's pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from referrals.models import PackageReading, Referral, ReferralPackage
from referrals.operations import decline_package, withdraw_referral
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.factories.cases import CaseFactory
from tests.referrals.conftest import TODAY

SignIn = Callable[[Membership], Client]


def test_offer_shows_the_summary_and_no_name(
    as_member: SignIn, answerer: Membership, offered: ReferralPackage, case: Case
) -> None:
    client = as_member(answerer)

    listed = client.get("/referrals/").content.decode()
    page = client.get(f"/referrals/{offered.public_id}/").content.decode()

    assert offered.public_id in listed
    assert "Harbour House" in page
    for text in ("Accommodation", "25 to 34", "Female", "Albanian"):
        assert text in page
    for secret in ("Mirela", case.person.case_code, case.ref, "2001"):
        assert secret not in page


def test_acceptance_opens_the_sections(
    as_member: SignIn, answerer: Membership, taker: Membership, offered: ReferralPackage
) -> None:
    client, url = as_member(answerer), f"/referrals/{offered.public_id}/"

    closed = client.get(f"{url}sections/A/")
    answer = client.post(f"{url}accept/", {"case_manager": taker.public_id})
    page = client.get(f"{url}sections/A/").content.decode()
    by_worker = as_member(taker).get(f"{url}sections/B/")

    assert closed.status_code == 404
    assert answer.status_code == 302
    assert "Mirela Canary" in page
    assert by_worker.status_code == 200


def test_case_manager_from_elsewhere_is_refused(
    as_member: SignIn, answerer: Membership, worker: Membership, offered: ReferralPackage
) -> None:
    answer = as_member(answerer).post(
        f"/referrals/{offered.public_id}/accept/", {"case_manager": worker.public_id}
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["case_manager"]


@pytest.mark.rule("R-25")
def test_open_tab_finds_nothing_after_withdrawal(
    as_member: SignIn, worker: Membership, taker: Membership, accepted: ReferralPackage
) -> None:
    client, url = as_member(taker), f"/referrals/{accepted.public_id}/"
    before = client.get(f"{url}sections/A/")

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())
    after = client.get(f"{url}sections/A/")

    assert before.status_code == 200
    assert after.status_code == 404
    assert "Mirela" not in after.content.decode()
    assert client.get(url).status_code == 404


def test_coordinator_still_sees_that_there_was_one(
    as_member: SignIn, worker: Membership, answerer: Membership, accepted: ReferralPackage
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    page = as_member(answerer).get(f"/referrals/{accepted.public_id}/").content.decode()

    assert "Withdrawn" in page
    assert "sections/A/" not in page


def test_refused_reading_is_not_counted(
    as_member: SignIn, worker: Membership, answerer: Membership, accepted: ReferralPackage
) -> None:
    as_member(answerer).get(f"/referrals/{accepted.public_id}/sections/D/")

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert not PackageReading.objects.exists()


def test_colleague_without_grant_sees_no_package(
    as_member: SignIn, cast, receiver: Organisation, accepted: ReferralPackage
) -> None:
    client = as_member(cast(Role.CASE_MANAGER, of=receiver))

    assert accepted.public_id not in client.get("/referrals/?box=received").content.decode()
    assert client.get(f"/referrals/{accepted.public_id}/").status_code == 404
    assert client.get(f"/referrals/{accepted.public_id}/sections/A/").status_code == 404


def test_chosen_case_manager_has_it_in_the_list(
    as_member: SignIn, taker: Membership, accepted: ReferralPackage
) -> None:
    assert accepted.public_id in as_member(taker).get("/referrals/?box=received").content.decode()


def test_package_is_not_there_for_a_third_nor_for_the_sender(
    as_member: SignIn, accepted: ReferralPackage, outsider: Membership, coordinator: Membership,
    worker: Membership,
) -> None:  # fmt: skip
    for member in (outsider, coordinator, worker):
        client = as_member(member)
        for path in ("", "accept/", "decline/", "end/", "case/", "sections/A/"):
            assert client.get(f"/referrals/{accepted.public_id}/{path}").status_code == 404, path


def test_case_manager_does_not_answer(as_member: SignIn, taker: Membership, offered: ReferralPackage) -> None:
    client = as_member(taker)

    assert client.post(f"/referrals/{offered.public_id}/decline/", {"reason": "other"}).status_code == 404


def test_decline_with_a_reason(as_member: SignIn, answerer: Membership, offered: ReferralPackage) -> None:
    client, url = as_member(answerer), f"/referrals/{offered.public_id}/decline/"

    without = client.post(url, {})
    answer = client.post(url, {"reason": "no_place"})

    assert without.status_code == 422
    assert answer.status_code == 302
    assert "Declined" in client.get("/referrals/").content.decode()


def test_second_answer_leads_to_the_package(
    as_member: SignIn, answerer: Membership, taker: Membership, accepted: ReferralPackage
) -> None:
    client, url = as_member(answerer), f"/referrals/{accepted.public_id}/"

    for path, values in (("accept/", {"case_manager": taker.public_id}), ("decline/", {"reason": "other"})):
        assert client.post(f"{url}{path}", values).url == url
    assert client.get(f"{url}sections/A/").status_code == 200


def test_hand_back(as_member: SignIn, answerer: Membership, accepted: ReferralPackage) -> None:
    client, url = as_member(answerer), f"/referrals/{accepted.public_id}/"

    client.post(f"{url}end/")

    assert client.get(f"{url}sections/A/").status_code == 404
    assert "Ended" in client.get(url).content.decode()


def test_own_case_is_tied(as_member: SignIn, taker: Membership, accepted: ReferralPackage) -> None:
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        case = CaseFactory(case_manager=taker)

    client = as_member(taker)
    client.post(f"/referrals/{accepted.public_id}/case/", {"case": case.public_id})

    page = client.get(f"/referrals/{accepted.public_id}/").content.decode()
    assert case.person.case_code in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("box", ["received", "sent"])
def test_list_needs_the_same_queries_for_more(
    as_member: SignIn,
    worker: Membership,
    answerer: Membership,
    taker: Membership,
    inside: Membership,
    count: int,
    box: str,
) -> None:
    for _number in range(count):
        made.offer(by=worker, receiver=answerer.organisation, on=TODAY, case=CaseFactory(case_manager=worker))
        with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
            made.offer(by=taker, receiver=worker.organisation, on=TODAY)
    client = as_member(answerer)
    client.get(f"/referrals/?box={box}")

    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/referrals/?box={box}").content.decode()

    assert page.count("Harbour House</") - page.count("Harbour House</span") >= count
    assert len(queries) == 8


def test_open_offers_come_first(
    as_member: SignIn, answerer: Membership, offered: ReferralPackage, inside: Membership
) -> None:
    later = made.offer(by=inside, receiver=answerer.organisation, on=TODAY)
    with scope.enter(organisation=answerer.organisation_id, user=answerer.user_id):
        decline_package(by=answerer, on=TODAY, package=later, reason="no_place")

    rows = as_member(answerer).get("/referrals/").context["rows"]

    assert [row[0] for row in rows] == [offered, later]
