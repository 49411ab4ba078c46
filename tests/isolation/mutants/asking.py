"""How probes ask."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from renate.benches.measure import counted_queries
from tests.isolation.matrix.asking import Asker
from tests.isolation.matrix.cells import cells_of
from tests.isolation.matrix.pages import pages
from tests.isolation.matrix.table import Relation
from tests.isolation.world import World

Probe = Callable[[World], None]


def asks(page: str, who: str, relation: Relation = Relation.OWN, method: str = "GET") -> Probe:
    """A cell of the authorisation matrix, with everything that the matrix wants of it."""

    def probe(world: World) -> None:
        cells = cells_of(world, pages()[page])
        [cell] = [c for c in cells if (c.who, c.stance.relation, c.method) == (who, relation, method)]
        problems = list(Asker().problems(cell))
        if any(": an error" in problem for problem in problems):
            raise RuntimeError(problems)  # fell over, which is no proof of anything
        assert not problems

    return probe


def refuses(act: Callable[[], Any], *errors: type[Exception]) -> None:
    """The act ends in one of `errors`, and in nothing else."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except errors:
        return
    except Exception as other:
        raise AssertionError(f"refused by something else: {other}") from other
    raise AssertionError("not refused")


def statements_of(act: Callable[[], Any]) -> list[str]:
    """The SQL of an act, which is undone."""
    with counted_queries() as sent, transaction.atomic():
        act()
        transaction.set_rollback(True)
    return [sql for sql, _parameters in sent]


def status_of(cookie: str, address: str) -> int:
    """What somebody signed in by this cookie gets."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    status: int = client.get(address).status_code
    return status
