"""Each wall with the others off: what it holds alone. Each question asked is known to find a hole."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.isolation.walls.off import without_row_security, without_the_scope_of_the_orm
from tests.isolation.walls.pairs import come_through, read_pairs
from tests.isolation.walls.questions import BY_ORM, BY_SQL, Pair
from tests.isolation.world import World
from tests.isolation.world.models import tenant_models

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
EVERYTHING = BY_ORM | BY_SQL
# Questions that need a key to another row, and so ask nothing of models without one.
BY_KEYS = {"joined", "reached_forward", "reached_backward"}
# Writes meet what stands behind the two walls besides: composite keys, and cells sealed with the other's key.
HELD_BESIDES = {"saved", "made_there", "made_there_in_bulk"}
Through = Callable[[dict[str, Any]], set[tuple[str, str]]]


@pytest.fixture(scope="module")
def pairs(world: World, django_db_blocker: Any) -> list[Pair]:
    with django_db_blocker.unblock():
        return read_pairs(world)


@pytest.fixture(scope="module")
def sharp(world: World, pairs: list[Pair], django_db_blocker: Any) -> set[tuple[str, str]]:
    """Questions that come through when neither the ORM nor the database holds them up."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        without_the_scope_of_the_orm(patch)
        with without_row_security():
            return come_through(world, pairs, EVERYTHING)


@pytest.fixture
def through(world: World, pairs: list[Pair], sharp: set[tuple[str, str]], tally: Any) -> Through:
    """Ask all that are sharp, count, and name what came through."""

    def ask(questions: dict[str, Any]) -> set[tuple[str, str]]:
        found = come_through(world, pairs, questions)
        tally.add("walls", sum(name in questions for _, name in sharp))
        tally.add("through", len(found))
        return found

    return ask


def test_without_both_walls_nearly_every_question_comes_through(sharp: set[tuple[str, str]]) -> None:
    models = Counter(model for model, _ in sharp)
    questions = Counter(name for _, name in sharp)

    assert set(questions) == set(EVERYTHING)
    assert {model._meta.label for model in tenant_models() if models[model._meta.label] < 9} == set()
    assert {name for name in EVERYTHING if questions[name] < _enough(name) * len(models)} == set()


def _enough(question: str) -> float:
    """The share of models in which a question must find its hole, or the test of the walls shows little."""
    return {**dict.fromkeys(BY_KEYS, 0.7), **dict.fromkeys(HELD_BESIDES, 0.3)}.get(question, 0.9)


def test_with_all_walls_nothing_comes_through(through: Through) -> None:
    assert through(EVERYTHING) == set()


def test_row_security_alone_lets_nothing_through(through: Through, monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_scope_of_the_orm(monkeypatch)

    assert through(EVERYTHING) == set()


def test_the_scope_of_the_orm_alone_lets_nothing_through(through: Through) -> None:
    with without_row_security():
        assert through(BY_ORM) == set()
