"""A person is handed over between organisations, three of them at their desks at once."""

from datetime import timedelta

import pytest
from django.conf import settings

from cases.models import RiskAssessment
from referrals.codes import ReferralKind
from referrals.models import Referral, ReferralPackage
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.accounts import MembershipFactory, new_organisation
from tests.factories.cases import CaseFactory, PersonFactory
from tests.journeys import walks

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

NAME = "Arta Krasniqi"
SHARED = ["Identity and contact", "History"]


def house(name: str) -> tuple:
    """An organisation's coordinator and case manager."""
    organisation = new_organisation(name=name, short_name=name, country="RS")
    with scope.enter(organisation=organisation):
        return MembershipFactory(role=Role.COORDINATOR), MembershipFactory(
            role=Role.CASE_MANAGER, user__full_name="Milica Petrović"
        )


@pytest.fixture
def desk(visit, as_member, live_server):
    """A window with the session of a member, without the way through the sign-in page."""

    def open_for(member):
        window = visit()
        session = as_member(member).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        window.context.add_cookies([cookie])
        return window.page

    return open_for


@pytest.mark.rule("R-25", "S1-09", "S1-01")
def test_offer_to_two_acceptance_by_one_consent_feedback_withdrawal_and_transfer(desk, worker, live_server):
    base = live_server.url
    (open_door, milica), (third, _) = house("Open Door"), house("Third House")
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = CaseFactory(case_manager=worker, person=PersonFactory(preferred_name=NAME))
    file, ours, theirs, others = f"{base}/cases/{case.ref}/", desk(worker), desk(open_door), desk(third)
    worker_there = desk(milica)
    worker_there.clock.install()

    _offer_to_two(ours, theirs, others, file, base)
    walks.consent_to_share(ours, file, "Open Door", SHARED)
    package = theirs.url
    _only_what_was_ticked_opens(theirs, worker_there, others, package)
    _help_is_given_and_told(worker_there, ours, package, file, milica)
    assert _persons(worker, milica) == 1
    _withdrawal_closes_the_open_tab(worker_there, ours, package, file)
    ref = _transfer(worker, open_door, milica, case)
    _take_over(worker_there, f"{base}/referrals/{ref}/")

    ours.goto(file)
    assert ours.get_by_text("Closed").first.is_visible()
    assert _persons(worker, milica) == 1


def _offer_to_two(ours, theirs, others, file, base) -> None:
    """Both see an anonymous summary; one accepts, and the other is let go."""
    walks.offer_referral(ours, file, ["Open Door", "Third House"], SHARED)
    others.goto(f"{base}/referrals/")
    walks.follow(others, "Harbour House")
    assert others.get_by_text("What is asked").is_visible()
    assert NAME not in others.content()
    walks.accept_referral(theirs, base, "Milica Petrović")
    others.reload()
    assert others.get_by_text("Withdrawn").is_visible()


def _only_what_was_ticked_opens(coordinator, worker_there, others, package) -> None:
    """Identity and history to the worker, identity to the coordinator; the plan to nobody."""
    worker_there.goto(package)
    assert worker_there.get_by_role("link", name="Needs, plan and services").count() == 0
    walks.follow(worker_there, "History")
    walks.follow(worker_there, "Identity and contact")
    assert worker_there.get_by_text(NAME).is_visible()
    coordinator.reload()
    assert coordinator.get_by_role("link", name="History").count() == 0
    for window, letter in ((worker_there, "C"), (coordinator, "B"), (others, "A")):
        assert window.goto(f"{package}sections/{letter}/").status == 404


def _help_is_given_and_told(worker_there, ours, package, file, milica) -> None:
    """The receiver opens a file of its own, ties it, gives help there and reports it."""
    with scope.enter(organisation=milica.organisation_id, user=milica.user_id):
        own = CaseFactory(case_manager=milica, person=PersonFactory(preferred_name="Arta"))
    base = package.split("/referrals/")[0]
    worker_there.goto(f"{base}/cases/{own.ref}/plan/deliveries/new/")
    walks.choose(worker_there, "Service", "Individual counselling")
    walks.press(worker_there, "Log it")
    worker_there.goto(package)
    walks.follow(worker_there, "Tie a case")
    walks.choose(worker_there, "Case", 1)
    walks.press(worker_there, "Tie the case")
    walks.follow(worker_there, "Report what was given")
    walks.press(worker_there, "Report it")

    ours.goto(f"{file}referrals/")
    walks.follow(ours, "Open Door")
    assert ours.get_by_text("Help was given").is_visible()
    assert "ounselling" not in ours.get_by_role("main").inner_text()  # agreed were numbers and days
    assert ours.get_by_role("row", name="Identity and contact").first.is_visible()


def _withdrawal_closes_the_open_tab(worker_there, ours, package, file) -> None:
    """The name stands on a screen over there; it goes by itself, and nothing brings it back."""
    worker_there.goto(f"{package}sections/A/")
    worker_there.clock.run_for(25_000)
    assert worker_there.get_by_text(NAME).is_visible()
    walks.follow(ours, "Withdraw")
    walks.press(ours, "Withdraw")
    worker_there.clock.run_for(25_000)
    worker_there.get_by_text(NAME).wait_for(state="detached")
    assert worker_there.reload().status == 404


def _transfer(worker, open_door, milica, case) -> str:
    """The same person again, this time for good."""
    today = clock.today()
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        soon = today + timedelta(days=30)
        RiskAssessment.objects.create(case=case, on=today, by=worker, overall=1, review_due=soon)
        wish = {"kind": ReferralKind.TRANSFER, "on": today, "case": case}
        package: ReferralPackage = made.offer(by=worker, receiver=open_door.organisation, **wish)
    return made.accept(package, by=open_door, case_manager=milica, on=today).public_id


def _take_over(worker_there, package) -> None:
    """The receiver's own file, with the person's own consents to it."""
    worker_there.goto(package)
    walks.follow(worker_there, "Take over the file")
    walks.explain_all(worker_there)
    walks.pick(worker_there, "Case management and services", "Yes, the person agrees")
    walks.pick(worker_there, "Storing data that identify the person", "Yes, the person agrees")
    walks.choose(worker_there, "Who decided", "The person")
    walks.choose(worker_there, "How it was given", "Signed")
    walks.press(worker_there, "Open our file")
    assert worker_there.get_by_text("Where the values of this file came from").is_visible()


def _persons(*members) -> int:
    """As many as the network has marks for: one and the same on both sides."""
    marks = set()
    for member in members:
        with scope.enter(organisation=member.organisation_id, user=member.user_id):
            marks |= set(Referral.objects.filter(case__isnull=False).values_list("network_ref", flat=True))
    return len(marks - {""})
