"""Section by section for every role, on the pages and through the interface: the same doors, and no other."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cases.models import Case
from referrals.models import Referral, ReferralPackage
from referrals.operations import ReferralError, read_section, withdraw_referral
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Role, Section, section_access
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.referrals.conftest import TODAY

SignIn = Callable[[Membership], Client]


@pytest.fixture
def shared(worker: Membership, answerer: Membership, taker: Membership, case: Case) -> ReferralPackage:
    """Accepted, with the sections A, B and C."""
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        package = made.offer(by=worker, receiver=answerer.organisation, on=TODAY, case=case, sections="ABC")
    return made.accept(package, by=answerer, case_manager=taker, on=TODAY)


def doors(client: Client, package: ReferralPackage) -> tuple[str, str]:
    """The letters that open on the page, and through the interface, of the ticked ones and one more."""
    ref, letters = package.public_id, "ABCD"
    page = [one for one in letters if client.get(f"/referrals/{ref}/sections/{one}/").status_code == 200]
    api = f"/api/v1/referrals/{ref}/sections/"
    return "".join(page), "".join(one for one in letters if client.get(f"{api}{one}/").status_code == 200)


def opened(member: Membership, package: ReferralPackage) -> str:
    """The letters whose content the operation hands out, of all there are."""
    found = ""
    with scope.enter(organisation=member.organisation_id, user=member.user_id):
        for letter in Section.values:
            try:
                read_section(by=member, on=TODAY, package=package, section=letter)
            except ReferralError:
                continue
            found += letter
    return found


@pytest.mark.rule("R-25")
def test_ticked_sections_open_to_whom_the_table_says_and_nothing_to_anybody_else(
    as_member: SignIn, cast, shared: ReferralPackage, answerer: Membership, taker: Membership,
    receiver: Organisation, worker: Membership, outsider: Membership,
) -> None:  # fmt: skip
    for member, letters in ((answerer, "AC"), (taker, "ABC")):  # a coordinator reads no history
        assert letters == "".join(one for one in "ABC" if section_access(member.role, one) >= Access.LIMITED)
        assert doors(as_member(member), shared) == (letters, letters)
        assert opened(member, shared) == letters
    for role in Role.values:
        if role != Role.COORDINATOR:
            assert opened(cast(role, of=receiver), shared) == "", role
    assert doors(as_member(outsider), shared) == doors(as_member(worker), shared) == ("", "")


@pytest.mark.rule("R-25")
def test_all_doors_close_at_once_when_the_sender_withdraws(
    as_member: SignIn, shared: ReferralPackage, answerer: Membership, taker: Membership, worker: Membership
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    assert [doors(as_member(member), shared) for member in (answerer, taker)] == [("", ""), ("", "")]
    assert [opened(member, shared) for member in (answerer, taker)] == ["", ""]


@pytest.mark.rule("R-25")
def test_both_sides_see_who_opened_what_also_when_it_is_over(
    as_member: SignIn, shared: ReferralPackage, answerer: Membership, taker: Membership, worker: Membership,
    case: Case,
) -> None:  # fmt: skip
    as_member(taker).get(f"/referrals/{shared.public_id}/sections/B/")
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        theirs = f"/cases/{case.ref}/referrals/{Referral.objects.get().public_id}/"
    pages = {f"/referrals/{shared.public_id}/": as_member(answerer), theirs: as_member(worker)}

    for _over in (False, True):
        for page, client in pages.items():
            shown = client.get(page).content.decode()
            assert taker.user.full_name in shown
            assert '<td data-label="Section">History</td>' in shown
        told = pages[f"/referrals/{shared.public_id}/"].get(f"/api/v1/referrals/{shared.public_id}/").json()
        assert [(row["section"], row["by"]) for row in told["readings"]] == [("B", taker.user.full_name)]
        as_member(worker).post(f"{theirs}withdraw/")


@pytest.mark.rule("R-25")
def test_nothing_opens_after_the_last_day_even_before_the_sweep(
    shared: ReferralPackage, taker: Membership, worker: Membership
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        ReferralPackage.objects.update(valid_until=TODAY - timedelta(days=1))

    assert opened(taker, shared) == ""
