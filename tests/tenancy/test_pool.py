"""Many threads, few connections, a fifth of the work failing half-way: no row of another organisation."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from renate.accounts.models import Invitation
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.backend.base import DatabaseWrapper
from tests.factories.accounts import new_organisation

THREADS, CONNECTIONS, ORGANISATIONS, JOBS = 16, 3, 6, 480


class HalfWay(Exception):
    """The job ends in mid-transaction."""


@pytest.fixture
def few_connections() -> Iterator[dict[str, Any]]:
    """The application's connections come from a pool that is much too small."""
    kept = connections.databases["default"]
    options: dict[str, Any] = {
        **kept["OPTIONS"],
        "pool": {"min_size": 1, "max_size": CONNECTIONS, "timeout": 60},
    }
    connections.databases["default"] = {
        **kept,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
    pools = DatabaseWrapper._connection_pools
    yield pools
    for pool in list(pools.values()):
        pool.close()
    pools.clear()
    connections.databases["default"] = kept


def _foreign_rows(organisation: int) -> int:
    seen = list(Invitation.objects.values_list("organisation_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id FROM accounts_invitation")
        seen += [row[0] for row in cursor.fetchall()]
    return sum(found != organisation for found in seen)


def _work(organisations: list[int], number: int) -> int:
    chance = random.Random(number)  # noqa: S311
    here, there = chance.sample(organisations, 2)
    foreign = 0
    with scope.enter(organisation=here):
        Invitation.objects.create(
            email=f"job{number}@example.org", full_name="", role="deputy", expires_at=clock.now()
        )
        foreign += _foreign_rows(here)
        if chance.random() < 0.3:
            with scope.enter(organisation=there):
                foreign += _foreign_rows(there)
            foreign += _foreign_rows(here)
        if number % 5 == 0:
            if number % 2:
                connection.cursor().execute("SELECT 1/0")
            raise HalfWay
    return foreign


def _job(organisations: list[int], number: int) -> int | None:
    try:
        return _work(organisations, number)
    except Exception:
        return None
    finally:
        connections["default"].close()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_crowded_pool_never_shows_a_foreign_row(few_connections: dict[str, Any], tally: Any) -> None:
    organisations = [new_organisation(name=f"House {n}").pk for n in range(ORGANISATIONS)]

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(lambda number: _job(organisations, number), range(JOBS)))

    kept = 0
    for organisation in organisations:
        with scope.enter(organisation=organisation):
            kept += Invitation.objects.count()
    served = few_connections["default"].get_stats()
    assert (served["pool_max"], served["requests_num"] >= JOBS) == (CONNECTIONS, True)
    foreign = sum(answer or 0 for answer in answers)
    for name, figure in (("jobs", JOBS), ("broken", answers.count(None)), ("foreign", foreign)):
        tally.add(name, figure)
    assert foreign == 0
    assert answers.count(None) == JOBS // 5
    assert kept == JOBS - JOBS // 5
