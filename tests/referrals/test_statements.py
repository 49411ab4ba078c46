"""Handing over takes the same number of statements whatever the size of the file."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals.models import Referral
from referrals.operations import accept_package, update_package, withdraw_referral
from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import CaseFactory, EpisodeFactory, PersonFactory
from tests.referrals.conftest import TODAY


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as sent:
        act()
    return len(sent)


def handed_over(worker: Membership, answerer: Membership, taker: Membership, episodes: int) -> list[int]:
    """Statements of sealing, sending again and withdrawing a file with so many episodes."""
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = CaseFactory(case_manager=worker, person=PersonFactory())
        EpisodeFactory.create_batch(episodes, person=case.person, case=case)
        package = made.offer(by=worker, receiver=answerer.organisation, on=TODAY, case=case)
        referral = Referral.objects.get(pk=package.referral_id)
    with scope.enter(organisation=answerer.organisation_id, user=answerer.user_id):
        how = {"by": answerer, "on": TODAY, "package": package, "case_manager": taker}
        counts = [statements(lambda: accept_package(**how))]
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        for act in (update_package, withdraw_referral):
            counts.append(statements(lambda act=act: act(by=worker, on=TODAY, referral=referral)))
    return counts


def test_sealing_sending_again_and_withdrawing_do_not_grow_with_the_file(
    worker: Membership, answerer: Membership, taker: Membership
) -> None:
    handed_over(worker, answerer, taker, 1)  # what is asked once a process: permissions, groups

    small, large = (handed_over(worker, answerer, taker, episodes) for episodes in (1, 40))

    assert small == large
