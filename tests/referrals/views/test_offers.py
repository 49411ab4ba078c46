"""The sender's pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from cases.models import Case
from referrals.models import Referral, ReferralPackage
from referrals.operations import read_section
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.referrals.conftest import TODAY

SignIn = Callable[[Membership], Client]


@pytest.fixture
def values(receiver: Organisation) -> dict:
    return {
        "counterparts": [receiver.public_id],
        "kind": "referral",
        "feedback_agreed": "counts",
        "person_agrees": "on",
        "reason": "additional_services",
        "services_asked": ["accommodation", "legal"],
        "sections": ["A", "C"],
    }


@pytest.fixture
def consented(inside: Membership, case: Case, receiver: Organisation) -> Case:
    made.consent_to_share(by=inside, case=case, receiver=receiver, on=TODAY)
    return case


def test_referral_is_drafted_checked_and_sent(
    as_member: SignIn, worker: Membership, consented: Case, values: dict
) -> None:
    client, url = as_member(worker), f"/cases/{consented.ref}/referrals/"

    drafted = client.post(f"{url}new/", values)
    check = client.get(drafted.url).content.decode()
    assert not ReferralPackage.objects.exists()
    client.post(drafted.url)

    package = ReferralPackage.objects.get()
    assert "Accommodation, Legal help" in check
    assert "25 to 34" in check
    assert (package.sections, package.state) == (["A", "C"], "offered")


def test_check_page_shows_no_name_in_the_summary(
    as_member: SignIn, worker: Membership, consented: Case, values: dict
) -> None:
    client = as_member(worker)

    drafted = client.post(f"/cases/{consented.ref}/referrals/new/", values)
    summary = client.get(drafted.url).context["summary"]

    assert "Mirela" not in str(summary)
    assert consented.person.case_code not in str(summary)


def test_missing_agreement_is_told_beside_its_question(
    as_member: SignIn, worker: Membership, inside: Membership, case: Case, values: dict
) -> None:
    answer = as_member(worker).post(f"/cases/{case.ref}/referrals/new/", {**values, "person_agrees": ""})

    assert answer.status_code == 422
    assert "Ask the person first" in str(answer.context["form"].errors["person_agrees"])
    assert 'value="legal"' in answer.content.decode()
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("counterparts", ["nonsense"]),
        ("counterparts", []),
        ("sections", []),
        ("sections", ["E"]),
        ("services_asked", []),
        ("kind", "gift"),
    ],
)
def test_bad_input_is_told_beside_its_field(
    as_member: SignIn, worker: Membership, consented: Case, values: dict, field: str, value: object
) -> None:
    answer = as_member(worker).post(f"/cases/{consented.ref}/referrals/new/", {**values, field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_secretariat_and_own_organisation_are_not_offered(
    as_member: SignIn, worker: Membership, consented: Case, secretary: Membership, receiver: Organisation
) -> None:
    page = as_member(worker).get(f"/cases/{consented.ref}/referrals/new/").content.decode()

    assert receiver.public_id in page
    assert secretary.organisation.public_id not in page
    assert worker.organisation.public_id not in page


def test_draft_is_changed(as_member: SignIn, worker: Membership, consented: Case, values: dict) -> None:
    client, url = as_member(worker), f"/cases/{consented.ref}/referrals/"
    client.post(f"{url}new/", values)
    ref = Referral.objects.get().public_id

    page = client.get(f"{url}{ref}/change/").content.decode()
    client.post(f"{url}{ref}/change/", {**values, "sections": ["A"], "urgent": "on"})

    referral = Referral.objects.get()
    assert 'value="legal" ' in page
    assert (referral.sections, referral.urgent) == (["A"], True)


def test_sent_referral_is_not_changed(
    as_member: SignIn, worker: Membership, offered: ReferralPackage
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        referral = Referral.objects.select_related("case").get()
    client, url = as_member(worker), f"/cases/{referral.case.ref}/referrals/{referral.public_id}/"

    assert client.get(f"{url}change/").status_code == 404
    assert client.get(f"{url}check/").url == url


def test_withdrawal_from_the_page(
    as_member: SignIn, worker: Membership, inside: Membership, accepted: ReferralPackage
) -> None:
    referral = Referral.objects.select_related("case").get()
    client, url = as_member(worker), f"/cases/{referral.case.ref}/referrals/{referral.public_id}/"

    question = client.get(f"{url}withdraw/").content.decode()
    untouched = ReferralPackage.objects.get().is_sealed
    client.post(f"{url}withdraw/")

    assert "destroyed at once" in question
    assert untouched
    assert ReferralPackage.objects.get().payload is None


def test_sender_sees_who_opened_what(
    as_member: SignIn, worker: Membership, accepted: ReferralPackage, taker: Membership, case: Case
) -> None:
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        read_section(by=taker, on=TODAY, package=accepted, section="B")
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        ref = Referral.objects.get().public_id

    page = as_member(worker).get(f"/cases/{case.ref}/referrals/{ref}/").content.decode()

    assert taker.user.full_name in page
    assert "22 Nov 2026, " in page


def test_settled_referral_answers_in_words(
    as_member: SignIn, worker: Membership, inside: Membership, accepted: ReferralPackage
) -> None:
    referral = Referral.objects.select_related("case").get()
    client, url = as_member(worker), f"/cases/{referral.case.ref}/referrals/{referral.public_id}/"
    client.post(f"{url}end/")

    again = client.post(f"{url}withdraw/")

    assert again.status_code == 422
    assert "not available any more" in again.content.decode()


@pytest.mark.parametrize("path", ["", "new/"])
@pytest.mark.parametrize("role", ["officer", "admin", "stranger", "former_worker"])
def test_tab_is_not_there_for_others(
    request: pytest.FixtureRequest, as_member: SignIn, case: Case, role: str, path: str
) -> None:
    answer = as_member(request.getfixturevalue(role)).get(f"/cases/{case.ref}/referrals/{path}")

    assert answer.status_code == 404


def test_coordinator_reads_and_does_not_offer(as_member: SignIn, coordinator: Membership, case: Case) -> None:
    client, url = as_member(coordinator), f"/cases/{case.ref}/referrals/"

    assert client.get(url).status_code == 200
    assert client.get(f"{url}new/").status_code == 404


def test_referral_of_another_case_is_not_there(
    as_member: SignIn, worker: Membership, inside: Membership, offered: ReferralPackage
) -> None:
    from tests.factories.cases import CaseFactory

    other = CaseFactory(case_manager=worker)
    ref = Referral.objects.get().public_id

    assert as_member(worker).get(f"/cases/{other.ref}/referrals/{ref}/").status_code == 404


def test_shelter_staff_has_no_tab(as_member: SignIn, cast, case: Case) -> None:
    staff = cast(Role.SHELTER_STAFF)

    assert as_member(staff).get(f"/cases/{case.ref}/referrals/").status_code == 404
