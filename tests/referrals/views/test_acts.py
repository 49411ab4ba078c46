"""What each side does with a package on its pages, and who does not find the page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cases.models import Case, RiskAssessment
from referrals.codes import ReferralKind
from referrals.models import Referral, ReferralPackage, ReturnProcess
from referrals.operations.returns import depart
from reintegration.models import ServiceDelivery
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.factories.cases import CaseFactory, TeamMemberFactory
from tests.referrals.conftest import TODAY
from tests.referrals.test_returns import LEAVES, prepare

SignIn = Callable[[Membership], Client]


def at(member: Membership) -> scope.enter:
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


def theirs(package: ReferralPackage, case: Case, worker: Membership) -> str:
    with at(worker):
        return f"/cases/{case.ref}/referrals/{Referral.objects.get(package=package).public_id}/"


def absent(as_member: SignIn, page: str, *members: Membership) -> bool:
    """Whether the page is there for none of them, neither to read nor to send."""
    clients = [as_member(member) for member in members]
    return {one.status_code for client in clients for one in (client.get(page), client.post(page))} == {404}


@pytest.mark.rule("R-20")
def test_sections_are_opened_by_hand_once_nothing_is_missing(
    as_member: SignIn, worker: Membership, coordinator: Membership, answerer: Membership, taker: Membership,
    case: Case,
) -> None:  # fmt: skip
    looked = {"case": case, "on": TODAY, "by": worker, "review_due": TODAY + timedelta(days=30)}
    with at(worker):
        fresh = RiskAssessment.objects.create(**looked, overall=1)
        offered = made.offer(
            by=worker, receiver=answerer.organisation, on=TODAY, case=case, kind=ReferralKind.TRANSFER
        )
        RiskAssessment.objects.filter(pk=fresh.pk).update(on=TODAY - timedelta(days=31))
    package = made.accept(offered, by=answerer, case_manager=taker, on=TODAY)
    base, client = theirs(package, case, worker), as_member(worker)

    assert "too old for this step" in client.get(base).content.decode()
    assert client.post(f"{base}open/").status_code == 422
    with at(worker):
        RiskAssessment.objects.create(**looked, overall=1)
    assert f"{base}open/" in client.get(base).content.decode()
    assert client.get(f"{base}open/").status_code == 200
    assert client.post(f"{base}open/").url == base
    assert as_member(taker).get(f"/referrals/{package.public_id}/sections/A/").status_code == 200
    assert absent(as_member, f"{base}open/", coordinator, worker)  # opened once


def test_sender_sends_again_ends_and_any_direct_worker_withdraws(
    as_member: SignIn, cast, worker: Membership, coordinator: Membership, officer: Membership,
    accepted: ReferralPackage, case: Case,
) -> None:  # fmt: skip
    base, client = theirs(accepted, case, worker), as_member(worker)
    psychologist = cast(Role.PSYCHOLOGIST)
    with at(worker):
        TeamMemberFactory(case=case, membership=psychologist)
        before = bytes(ReferralPackage.objects.get().wrapped_key)

    for page in ("update/", "end/", "withdraw/"):
        assert client.get(f"{base}{page}").status_code == 200
        assert absent(as_member, f"{base}{page}", officer)
    assert absent(as_member, f"{base}update/", coordinator, psychologist)
    assert absent(as_member, f"{base}end/", coordinator, psychologist)
    assert client.post(f"{base}update/").url == base
    with at(worker):
        assert bytes(ReferralPackage.objects.get().wrapped_key) != before
    assert as_member(psychologist).post(f"{base}withdraw/").url == base
    with at(worker):
        assert ReferralPackage.objects.get().state == "withdrawn"
    assert client.post(f"{base}end/").status_code == 422
    assert client.get(f"{base}update/").status_code == 404


def test_in_a_restricted_file_one_may_take_back_and_nothing_else(
    as_member: SignIn, worker: Membership, accepted: ReferralPackage, case: Case
) -> None:
    base, client = theirs(accepted, case, worker), as_member(worker)
    api = f"/api/v1{base}"
    with at(worker):
        case.person.restricted_on = TODAY
        case.person.save()

    def through_api(act: str) -> int:
        etag = client.get(api)["ETag"]
        told = {"act": act}
        sent = client.post(f"{api}act/", told, content_type="application/json", headers={"If-Match": etag})
        return sent.status_code

    assert client.post(f"{base}update/").status_code == 409
    assert (through_api("update"), through_api("withdraw")) == (422, 200)


def test_package_is_given_to_another_worker_on_its_page(
    as_member: SignIn, cast, answerer: Membership, taker: Membership, receiver: Organisation,
    accepted: ReferralPackage,
) -> None:  # fmt: skip
    successor, client = cast(Role.CASE_MANAGER, of=receiver), as_member(answerer)
    base = f"/referrals/{accepted.public_id}/"

    assert absent(as_member, f"{base}reassign/", taker, successor)
    assert client.get(f"{base}reassign/").status_code == 200
    assert client.post(f"{base}reassign/", {"case_manager": successor.public_id}).url == base

    opens = [as_member(who).get(f"{base}sections/A/").status_code for who in (successor, taker)]
    assert opens == [200, 404]


def test_what_was_given_is_reported_from_the_own_file_and_stands_with_the_sender(
    as_member: SignIn, cast, worker: Membership, taker: Membership, receiver: Organisation,
    accepted: ReferralPackage, case: Case,
) -> None:  # fmt: skip
    base, client = f"/referrals/{accepted.public_id}/", as_member(taker)
    assert client.get(f"{base}report/").status_code == 200
    assert client.post(f"{base}report/").status_code == 422  # no file of one's own yet
    with at(taker):
        own = CaseFactory(case_manager=taker)
        given = {"service": "psychosocial.individual_counselling", "provider_kind": "care_provider_own"}
        for _time in range(3):
            ServiceDelivery.objects.create(case=own, on=TODAY, mode="in_person", **given)
    client.post(f"{base}case/", {"case": own.public_id})

    assert client.post(f"{base}report/").url == base

    told = as_member(worker).get(theirs(accepted, case, worker)).content.decode()
    assert "Help was given" in told
    assert ": 3" in told or "3 times" in told
    assert "counselling" not in told.lower()
    assert absent(as_member, f"{base}report/", cast(Role.CASE_MANAGER, of=receiver))


@pytest.mark.rule("S4-08", "S4-23", "S4-25")
def test_partner_works_its_own_steps_of_a_return_on_its_page(
    as_member: SignIn, cast, worker: Membership, coordinator: Membership, answerer: Membership,
    taker: Membership, receiver: Organisation, case: Case,
) -> None:  # fmt: skip
    with at(worker):
        journey = prepare(worker, coordinator, case)
        offered = made.offer(by=worker, receiver=receiver, on=TODAY, case=case, journey=journey)
        depart(by=worker, on=TODAY, journey=journey, at=LEAVES)
    package = made.accept(offered, by=answerer, case_manager=taker, on=TODAY)
    page, client = f"/referrals/{package.public_id}/way/", as_member(taker)

    shown = client.get(page).content.decode()
    assert [word for word in ("Tirana", "Vera") if word not in shown] == []
    assert client.post(page, {"code": "options_told"}).status_code == 200  # no step of theirs: shown again
    assert client.post(page, {"code": "met"}).url == page

    assert "Step of the way" in as_member(worker).get(theirs(package, case, worker)).content.decode()
    with at(worker):
        assert ReturnProcess.objects.get().state == "arrived"
    assert absent(as_member, page, cast(Role.CASE_MANAGER, of=receiver), cast(Role.OFFICER, of=receiver))


def test_package_without_a_return_has_no_way(
    as_member: SignIn, taker: Membership, accepted: ReferralPackage
) -> None:
    assert absent(as_member, f"/referrals/{accepted.public_id}/way/", taker)
