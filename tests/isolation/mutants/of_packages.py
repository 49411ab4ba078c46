"""The hatch: who may see, open and answer a package."""

from datetime import timedelta
from typing import Any

from referrals import exchange, lifecycle
from referrals.access import has_grant, may_open, may_see
from referrals.codes import ReferralState
from referrals.models import ReferralPackage
from referrals.operations import ReferralError, read_section
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy.scope import ScopeError
from tests.isolation.matrix.table import Relation
from tests.isolation.mutants.asking import asks, refuses, statements_of
from tests.isolation.mutants.engine import Mutant
from tests.isolation.world import World
from tests.isolation.world.houses import inside

_ACCESS, _HATCH = "referrals.access", "referrals.exchange:_at_sender"
_READ = "referrals.operations.working:read_section"


def _member(world: World, name: str) -> Membership:
    return world.here.actors[name].membership


def _package(world: World, name: str) -> ReferralPackage:
    with inside(world.here):
        return ReferralPackage.objects.get(pk=world.there.packages[name].pk)


def own_packages_are_not_received(world: World) -> None:
    sent, coordinator = world.here.packages["sent"], _member(world, Role.COORDINATOR)
    with inside(world.here):
        own = ReferralPackage.objects.get(pk=sent.pk)
        own.user_grants.create(user=coordinator.user, permission=own.user_grants.first().permission)
        assert not may_see(coordinator, own)
        assert not may_open(coordinator, own)


def only_the_chosen_open_a_package(world: World) -> None:
    with inside(world.here):
        assert not has_grant(_member(world, Role.DEPUTY), _package(world, "accepted"))
        assert not may_open(_member(world, Role.DEPUTY), _package(world, "accepted"))
        assert not may_see(_member(world, Role.DEPUTY), _package(world, "accepted"))


def nobody_opens_what_is_not_accepted(world: World) -> None:
    package = _package(world, "accepted")
    package.state = ReferralState.WITHDRAWN
    with inside(world.here):
        assert not may_open(_member(world, Role.CASE_MANAGER), package)


def a_switched_off_member_opens_nothing(world: World) -> None:
    with inside(world.here):
        member = Membership.objects.select_related("user").get(pk=_member(world, Role.CASE_MANAGER).pk)
        member.is_active = False
        assert not may_open(member, _package(world, "accepted"))


def _reads(world: World, section: str, later: int = 0) -> None:
    member = world.here.actors[Role.CASE_MANAGER]
    on = clock.today() + timedelta(days=later)
    package = _package(world, "accepted")
    with inside(world.here, member):
        refuses(
            lambda: read_section(by=member.membership, on=on, package=package, section=section), ReferralError
        )


def only_the_chosen_read_a_section(world: World) -> None:
    worker, package = world.here.actors[Role.DEPUTY], _package(world, "accepted")
    with inside(world.here, worker):
        refuses(
            lambda: read_section(by=worker.membership, on=clock.today(), package=package, section="A"),
            ReferralError,
        )


def a_section_that_was_not_shared_is_not_read(world: World) -> None:
    _reads(world, "B")


def nothing_is_read_after_its_last_day(world: World) -> None:
    _reads(world, "A", later=4000)


def the_hatch_is_for_the_receiver(world: World) -> None:
    """A third one tries: as themselves, with a seat of the receiver's, and with a changed object."""
    third = world.third.actors[Role.COORDINATOR].membership
    package = _package(world, "offered")
    with inside(world.third):
        refuses(
            lambda: exchange.act(package, lifecycle.decline, by=third, on=clock.today(), reason="other"),
            ScopeError,
        )
        package.receiver_id = world.third.organisation.pk
        refuses(
            lambda: exchange.act(package, lifecycle.decline, by=third, on=clock.today(), reason="other"),
            ScopeError,
        )


def the_sender_is_not_even_entered(world: World) -> None:
    third, package = world.third.actors[Role.COORDINATOR].membership, _package(world, "offered")
    with inside(world.third):
        said = statements_of(
            lambda: refuses(
                lambda: exchange.act(package, lifecycle.decline, by=third, on=clock.today(), reason="other"),
                ScopeError,
            )
        )
    assert not [sql for sql in said if "FOR UPDATE" in sql]


def the_hatch_is_for_members_of_the_receiver(world: World) -> None:
    stranger: Any = world.third.actors[Role.COORDINATOR].membership
    package = _package(world, "offered")
    with inside(world.here):
        refuses(
            lambda: exchange.act(package, lifecycle.decline, by=stranger, on=clock.today(), reason="other"),
            ScopeError,
        )


MUTANTS = [
    Mutant(
        f"{_ACCESS}:may_see",
        "if not is_addressed_to(membership, package):",
        "if False:",
        own_packages_are_not_received,
    ),
    Mutant(
        f"{_ACCESS}:may_see",
        "can(membership, Act.ANSWER_REFERRAL) or has_grant(membership, package)",
        "True",
        only_the_chosen_open_a_package,
    ),
    Mutant(
        f"{_ACCESS}:may_open", "is_addressed_to(membership, package)", "True", own_packages_are_not_received
    ),
    Mutant(
        f"{_ACCESS}:may_open",
        "package.state == ReferralState.ACCEPTED",
        "True",
        nobody_opens_what_is_not_accepted,
    ),
    Mutant(f"{_ACCESS}:may_open", "has_grant(membership, package)", "True", only_the_chosen_open_a_package),
    Mutant(f"{_ACCESS}:may_open", "membership.is_active", "True", a_switched_off_member_opens_nothing),
    Mutant(
        f"{_ACCESS}:has_grant",
        'ObjectPermissionChecker(membership.user).has_perm("open_package", package)',
        "True",
        only_the_chosen_open_a_package,
    ),
    Mutant(
        f"{_ACCESS}:is_addressed_to",
        "package.receiver_id == membership.organisation_id",
        "True",
        own_packages_are_not_received,
    ),
    Mutant(_READ, "section not in package.sections", "False", a_section_that_was_not_shared_is_not_read),
    Mutant(_READ, "package.valid_until < on", "False", nothing_is_read_after_its_last_day),
    Mutant(_READ, "not may_open(by, package)", "False", only_the_chosen_read_a_section),
    Mutant(_HATCH, "package.receiver_id != receiver_id or", "", the_sender_is_not_even_entered),
    Mutant(_HATCH, "or by.organisation_id != receiver_id", "", the_hatch_is_for_members_of_the_receiver),
    Mutant(_HATCH, "if own.receiver_id != receiver_id:", "if False:", the_hatch_is_for_the_receiver),
    Mutant(
        "referrals.views.page:seen",
        "not access.may_see(request.membership, package)",
        "False",
        asks("referrals:package_show", Role.CASE_MANAGER, Relation.OFFERED),
    ),
]
