"""A row of ours and one of theirs for every tenant model, read before any wall is touched."""

from copy import copy
from typing import Any

from referrals.managers import TwoSidedManager
from tests.isolation.walls.questions import Pair, Question, comes_through
from tests.isolation.world import World
from tests.isolation.world.houses import House, inside
from tests.isolation.world.models import tenant_models


def read_pairs(world: World) -> list[Pair]:
    """Every model's pair; theirs was not addressed to us."""
    return [
        Pair(model, _first(world.here, model, world.there), _first(world.there, model, world.here))
        for model in tenant_models()
    ]


def _first(house: House, model: type, other: House) -> Any:
    with inside(house):
        rows = model._default_manager.filter(organisation_id=house.organisation.pk)
        if isinstance(model._default_manager, TwoSidedManager) and house.canary == "zq7foreign":
            rows = rows.exclude(receiver=other.organisation.pk)
        return rows.order_by("pk").first()


def come_through(world: World, pairs: list[Pair], questions: dict[str, Question]) -> set[tuple[str, str]]:
    """Model and question wherever one of ours gets at theirs."""
    found = set()
    with inside(world.here):
        for pair in pairs:
            for name, question in questions.items():
                asked = Pair(pair.model, copy(pair.ours), copy(pair.theirs))
                if comes_through(question, asked):
                    found.add((pair.model._meta.label, name))
    return found
