"""A transfer: the receiver's own file from the package, the sender's closed, all of it or nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from cases.codes import CaseStatus, ConsentDecision
from cases.models import Case, Person, RiskAssessment
from cases.operations import ConsentAnswer
from cases.rules.closing import BLOCKERS
from referrals.codes import ReferralKind
from referrals.models import CopiedField, Referral, ReferralPackage
from referrals.operations import NotPreparedError, read_section, take_over
from renate.accounts.models import Membership
from renate.notices.models import Notice
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import ALL_YES, ContactPlanFactory, EpisodeFactory, RelatedPersonFactory
from tests.referrals.conftest import TODAY

YES = ConsentAnswer(ConsentDecision.GIVEN, checklist=ALL_YES)


def at(member: Membership) -> scope.enter:
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


@pytest.fixture
def handed(worker: Membership, answerer: Membership, taker: Membership, case: Case) -> ReferralPackage:
    """A transfer of sections A and B, accepted."""
    with at(worker):
        ContactPlanFactory(case=case)
        EpisodeFactory(person=case.person, case=case)
        RelatedPersonFactory(person=case.person, dependant=True)
        soon = TODAY + timedelta(days=30)
        RiskAssessment.objects.create(case=case, on=TODAY, by=worker, overall=1, review_due=soon)
        package = made.offer(
            by=worker, receiver=answerer.organisation, on=TODAY, case=case, kind=ReferralKind.TRANSFER
        )
    return made.accept(package, by=answerer, case_manager=taker, on=TODAY)


def _marks() -> list[str]:
    """What the network knows the persons of the organisation in scope by."""
    return list(Referral.objects.filter(case__isnull=False).values_list("network_ref", flat=True))


@pytest.fixture
def blocked() -> Iterator[None]:
    """The sender's file can't close: a bed is still taken."""
    BLOCKERS.append(lambda case: "The person still has a bed.")
    yield
    BLOCKERS.pop()


@pytest.mark.rule("R-25", "S1-01")
def test_file_is_opened_there_closed_here_and_counted_once(
    handed: ReferralPackage, worker: Membership, taker: Membership, case: Case
) -> None:
    with at(taker):
        own = take_over(by=taker, on=TODAY, package=handed, services=YES, data_storage=YES)

        assert (own.person.legal_name, own.person.birth) == ("Mirela Canary", case.person.birth)
        assert own.person.case_code != case.person.case_code
        copied = {(row.section, row.block, row.field) for row in CopiedField.objects.filter(case=own)}
        assert {
            ("A", "person", "legal_name"),
            ("A", "contact", "value"),
            ("B", "episodes", "purposes"),
        } < copied
        assert Referral.objects.get().case == own
        there = _marks()
    with at(worker):
        case.refresh_from_db()
        assert (case.status, case.closure_reason) == (CaseStatus.CLOSED, "transferred_to_other_org")
        assert Case.objects.get(pk=case.pk).person.legal_name == "Mirela Canary"
        package = ReferralPackage.objects.get()
        assert (package.state, package.payload, package.wrapped_key) == ("transferred", None, None)
        here = _marks()
    [mark] = here
    assert mark
    assert there == [mark]
    with at(taker), pytest.raises(Exception, match="not available"):
        read_section(by=taker, on=TODAY, package=handed, section="A")


def test_sender_that_is_not_ready_leaves_everything_as_it_was_and_is_told(
    handed: ReferralPackage, worker: Membership, taker: Membership, case: Case, blocked: None
) -> None:
    with at(worker):
        told = Notice.objects.filter(to=worker).count()

    with at(taker), pytest.raises(NotPreparedError) as refused:
        take_over(by=taker, on=TODAY, package=handed, services=YES, data_storage=YES)

    assert "bed" not in str(refused.value)
    with at(taker):
        assert (Person.objects.count(), Case.objects.count(), CopiedField.objects.count()) == (0, 0, 0)
    with at(worker):
        assert Case.objects.get(pk=case.pk).is_open
        assert ReferralPackage.objects.get().state == "accepted"
        assert Notice.objects.filter(to=worker).count() == told + 1


def test_transfer_interrupted_half_way_leaves_nothing_on_either_side(
    handed: ReferralPackage, worker: Membership, taker: Membership, case: Case, monkeypatch
) -> None:
    def breaks(*args: object, **kwargs: object) -> None:
        raise OSError("the server goes away")

    monkeypatch.setattr("referrals.lifecycle.sealing.destroy", breaks)

    with at(taker), pytest.raises(OSError, match="goes away"):
        take_over(by=taker, on=TODAY, package=handed, services=YES, data_storage=YES)

    with at(taker):
        assert not Case.objects.exists()
        assert Referral.objects.get().case is None
    with at(worker):
        assert Case.objects.get(pk=case.pk).is_open


def test_person_who_says_no_to_the_receiver_is_not_taken_over(
    handed: ReferralPackage, worker: Membership, taker: Membership, case: Case
) -> None:
    no = ConsentAnswer(ConsentDecision.REFUSED)

    with at(taker), pytest.raises(Exception, match="consent to services"):
        take_over(by=taker, on=TODAY, package=handed, services=no, data_storage=YES)

    with at(worker):
        assert Case.objects.get(pk=case.pk).is_open
