"""Every page of returns, legal matters, bodies and outside referrals opens to whom it is for, and to.

Nobody else.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from referrals.models import ReferralPackage
from referrals.operations import ask_sender, keep_agreement, keep_contact, log_activity, log_contact
from referrals.operations.justice import keep_hearing, keep_matter, keep_order
from referrals.operations.outside import OutsideRequest, draft_outside
from referrals.operations.requests import ask_about_person
from referrals.operations.returns import keep_leg, keep_way_contact, mark_step, open_return
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import TeamMemberFactory
from tests.referrals.conftest import TODAY

SignIn = Callable[[Membership], Client]


def opened(client: Client, base: str, paths: str) -> list[str]:
    """The paths that do not open."""
    return [path for path in paths.split() if client.get(f"{base}{path}").status_code != 200]


@pytest.mark.rule("S4-20", "S4-21", "S4-22")
def test_pages_of_a_return(
    as_member: SignIn, inside: Membership, worker: Membership, stranger, case: Case
) -> None:
    client, base = as_member(worker), f"/cases/{case.ref}/return/"
    assert opened(client, base, "new/") == []
    how = {"kind": "identified_victim_official", "from_country": "IT", "to_country": "AL"}
    journey = open_return(by=worker, on=TODAY, case=case, **how)
    mark_step(by=worker, on=TODAY, journey=journey, code="options_told", state="done")
    leg = keep_leg(
        by=worker, on=TODAY, journey=journey, mode="air", from_place="Rome", to_place="Tiranë",
        to_country="AL", departs_at=clock.now(), arrives_at=clock.now() + timedelta(hours=3),
    )  # fmt: skip
    who = {"role": "border", "country": "AL", "name": "Офицер", "reach": "112"}
    helper = keep_way_contact(by=worker, on=TODAY, journey=journey, **who)

    pages = (
        " change/ sign/ depart/ arrived/ screening/ stop/ finish/ legs/new/ helpers/new/ steps/stabilised/"
    )
    pages += f" legs/{leg.public_id}/ legs/{leg.public_id}/remove/ helpers/{helper.public_id}/"

    assert opened(client, base, pages) == []
    page = client.get(base).content.decode()
    assert "Rome to Tiranë" in page
    assert "Both sign" in page or "both sign" in page
    assert as_member(stranger).get(base).status_code == 404


def test_pages_of_legal_matters(
    as_member: SignIn, cast, inside: Membership, worker: Membership, case: Case
) -> None:
    adviser = cast(Role.LEGAL)
    TeamMemberFactory(case=case, membership=adviser)
    about = {"kind": "civil_compensation", "country": "IT", "role": "claimant", "status": "trial"}
    matter = keep_matter(by=adviser, on=TODAY, case=case, status_on=TODAY, **about)
    at = clock.now() + timedelta(days=2)
    hearing = keep_hearing(by=adviser, on=TODAY, matter=matter, kind="hearing", at=at, testifies=True)
    order = keep_order(by=adviser, on=TODAY, case=case, state="applied", country="AL")

    one, day = f"matters/{matter.public_id}/", f"hearings/{hearing.public_id}/"
    pages = f"new/ orders/new/ orders/{order.public_id}/ {one} {one}change/ {one}hearings/new/"
    pages += f" {day}change/ {day}asked/ {day}record/"

    base = f"/cases/{case.ref}/legal/"
    assert opened(as_member(adviser), base, pages) == []
    assert opened(as_member(worker), base, pages) == pages.split()


def test_pages_of_bodies_and_cooperation(as_member: SignIn, inside: Membership, worker: Membership) -> None:
    body = made.PartnerFactory()
    person = keep_contact(by=worker, on=TODAY, partner=body, name="Ana", reach="+355 1")
    agreed = keep_agreement(by=worker, on=TODAY, partner=body, kind="mou", signed_on=TODAY)
    log_contact(by=worker, on=TODAY, partner=body, happened_on=TODAY, topic="Opening hours")
    meeting = {"kind": "nrm_meeting", "title": "Meeting", "country": "AL"}
    done = log_activity(
        by=worker, on=TODAY, happened_on=TODAY, participants={"police": 4}, partners=[body], **meeting
    )

    client, base = as_member(worker), f"/partners/{body.public_id}/"
    pages = f"change/ people/new/ people/{person.public_id}/ agreements/new/ log/"
    assert opened(client, base, f"{pages} agreements/{agreed.public_id}/") == []
    assert "Opening hours" in client.get(base).content.decode()
    assert (
        opened(client, "/", f"cooperation/ cooperation/new/ cooperation/{done.public_id}/ partners/new/")
        == []
    )
    assert "Meeting" in client.get("/cooperation/").content.decode()


def consent_to_tell(client: Client, case: Case) -> Consent:
    """A yes to telling an authority, by the page; it names the parts that may go into a file for it."""
    said = {"purpose": "share_authority", "decision": "given", "given_by": "person", "form": "signed"}
    said |= {"on": TODAY.isoformat(), "scope": "The coordinator", "sections": "A"}
    said |= {f"checklist_{number}": "yes" for number in range(7)}
    client.post(f"/cases/{case.ref}/consent/new/?purpose=share_authority", said)
    with scope.enter(organisation=case.organisation_id):
        return Consent.objects.get(case=case, purpose=ConsentPurpose.SHARE_AUTHORITY)


@pytest.mark.rule("S3-69")
def test_pages_of_outside_referrals_and_requests(
    as_member: SignIn, worker: Membership, answerer: Membership, offered: ReferralPackage, case: Case
) -> None:
    consent = consent_to_tell(as_member(worker), case)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        wish = OutsideRequest(made.PartnerFactory(), ["legal"], ["A"], "other")
        outside = draft_outside(by=worker, on=TODAY, case=case, request=wish, consent=consent)
        asked = ask_about_person(
            by=worker, on=TODAY, case=case, counterpart=answerer.organisation, question="Known?"
        )
    with scope.enter(organisation=answerer.organisation_id, user=answerer.user_id):
        ask_sender(by=answerer, on=TODAY, package=offered, question="Pets?")
        offer = f"referrals/{offered.public_id}/"
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        sent = ReferralPackage.objects.get().referral.public_id

    one = f"outside/{outside.public_id}/"
    pages = f"outside/new/ {one} {one}file/ {one}answer/ requests/new/ referrals/ referrals/{sent}/"
    pages += f" referrals/{sent}/answer/ requests/{asked.public_id}/take-back/"
    assert opened(as_member(worker), f"/cases/{case.ref}/", pages) == []
    theirs = f"{offer} {offer}ask/ {offer}wait/ {offer}accept/ requests/{asked.public_id}/"
    assert opened(as_member(answerer), "/", f"{theirs} referrals/?box=requests") == []
