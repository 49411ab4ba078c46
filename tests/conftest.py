"""The cast and the clock: every test speaks of the same few people."""

import gc
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, settings

from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import keys, scope
from renate.tenancy.models import Organisation
from tests.canaries import CANARIES, Canaries
from tests.databases import copied_database, own_database
from tests.factories.accounts import MembershipFactory, new_organisation, prove
from tests.isolation.tally import TALLY, Tally, tally

__all__ = ["tally"]  # a fixture of all tests, kept beside what it fills


def _real_time() -> float:
    hatch = time_machine.escape_hatch
    return hatch.time.time() if hatch.is_travelling() else time.time()


# The database checks the age of a context against its own clock, which no test can freeze.
scope.wall_clock = _real_time

Cast = Callable[[str], Membership]


# A slow machine is no fault of the code.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "rule(*ids): the requirement or rule of the domain that the test shows"
    )
    # Here and not further down: the process that distributes the work loads no other conftest.
    tally = Tally()
    config.pluginmanager.register(tally, TALLY)
    canaries = Canaries(tally)
    canaries.listen()
    config.pluginmanager.register(canaries, CANARIES)
    # What is loaded once stays: looking through it again and again is a tenth of the run.
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.sharing import OneByOne

    return OneByOne(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The loaded demo and the long ones first, so that no process is still busy when the other is done."""
    first = ("tests/demo/", "tests/faults/", "tests/journeys/")
    items.sort(key=lambda item: [not item.nodeid.startswith(folder) for folder in first])


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
    request: pytest.FixtureRequest,
) -> Iterator[None]:
    verbosity = request.config.option.verbose
    process = getattr(request.config, "workerinput", None)
    if process is None:
        keep = django_db_keepdb and not django_db_createdb
        database = own_database(keep, django_db_keepdb, verbosity)
    else:
        database = copied_database(process["testrunuid"], process["workerid"], verbosity)
    with django_db_blocker.unblock():
        database.__enter__()
    yield
    with django_db_blocker.unblock():
        database.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _forget_keys() -> Iterator[None]:
    yield
    keys.keyring.forget()


@pytest.fixture
def organisation(db: Any) -> Organisation:
    return new_organisation(name="Harbour House", short_name="Harbour", country="AL")


@pytest.fixture
def other_organisation(db: Any) -> Organisation:
    return new_organisation(name="Open Door", short_name="Door", country="RS")


@pytest.fixture
def cast(organisation: Organisation) -> Cast:
    """Make a member of the organisation in a role."""

    def play(role: str, of: Organisation = organisation, **fields: Any) -> Membership:
        with scope.enter(organisation=of):
            return MembershipFactory(role=role, **fields)

    return play


@pytest.fixture
def worker(cast: Cast) -> Membership:
    return cast(Role.CASE_MANAGER)


@pytest.fixture
def coordinator(cast: Cast) -> Membership:
    return cast(Role.COORDINATOR)


@pytest.fixture
def officer(cast: Cast) -> Membership:
    return cast(Role.OFFICER)


@pytest.fixture
def psychologist(cast: Cast) -> Membership:
    return cast(Role.PSYCHOLOGIST)


@pytest.fixture
def admin(cast: Cast) -> Membership:
    return cast(Role.ADMIN)


@pytest.fixture
def secretary(db: Any) -> Membership:
    network = new_organisation(name="The Network", short_name="Network", country="BE", kind="secretariat")
    with scope.enter(organisation=network):
        return MembershipFactory(role=Role.SECRETARIAT)


@pytest.fixture
def stranger(other_organisation: Organisation) -> Membership:
    with scope.enter(organisation=other_organisation):
        return MembershipFactory(role=Role.CASE_MANAGER)


@pytest.fixture
def former_worker(cast: Cast) -> Membership:
    return cast(Role.CASE_MANAGER, is_active=False)


@pytest.fixture
def inside(worker: Membership) -> Iterator[Membership]:
    """The whole test works in the organisation, as its case manager."""
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        yield worker


@pytest.fixture
def as_member() -> Callable[[Membership], Client]:
    """A browser in which the member is signed in."""

    def sign_in(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["organisation"] = membership.organisation_id
        prove(session, membership.user)
        session.save()
        return client

    return sign_in
