"""Every address, method, role and relation: who gets in, and that denial can't be told from absence."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cases.models import Case, Person
from renate.kit import clock
from tests.isolation.matrix.asking import Asker
from tests.isolation.matrix.cells import asked_of
from tests.isolation.matrix.pages import pages
from tests.isolation.matrix.table import BESIDES, meets
from tests.isolation.world import World
from tests.isolation.world.houses import inside

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _close_the_files(world: World) -> None:
    today = clock.today()
    Case.objects.update(
        status="closed",
        closed_on=today,
        closure_reason="goals_met",
        closure_outcome="reintegrated_successfully",
    )


def _make_children(world: World) -> None:
    Person.objects.update(possibly_minor=True, birth_precision="unknown")


# Pages that are there in a state only that files are not in.
STATES: dict[str, Callable[[World], None]] = {
    "cases:case_reopen": _close_the_files,
    "cases:child_protection_edit": _make_children,
}


@pytest.fixture
def asker(tally: Any) -> Iterator[Asker]:
    asker = Asker()
    yield asker
    tally.add("cells", asker.asked)


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_is_open_to_whom_the_table_says_and_absent_to_others(
    world: World, asker: Asker, name: str, tally: Any
) -> None:
    page = pages()[name]
    for house in world.houses:
        with inside(house):
            STATES.get(name, lambda world: None)(world)

    problems = [problem for cell in asked_of(world, page) for problem in asker.problems(cell)]

    tally.add("unexpected", len(problems))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", sorted(pages()))
def test_every_page_demands_something_that_the_table_knows(name: str) -> None:
    meets(pages()[name].demand, "officer")


def test_the_table_speaks_of_pages_that_are_there() -> None:
    assert set(BESIDES) | set(STATES) <= set(pages())
