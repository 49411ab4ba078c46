"""Every check in Python is taken out in turn, and the probe that stands for it must notice."""

from typing import Any

import pytest

from tests.isolation.mutants import of_packages, of_permissions, of_the_scope, of_views
from tests.isolation.mutants.engine import Mutant, Swap
from tests.isolation.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MUTANTS = [*of_the_scope.MUTANTS, *of_permissions.MUTANTS, *of_views.MUTANTS, *of_packages.MUTANTS]


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_missing_check_is_noticed(
    world: World, mutant: Mutant | Swap, tally: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant.apply(monkeypatch)
    tally.add("mutations")

    with pytest.raises(AssertionError):
        mutant.probe(world)
    tally.add("killed")


@pytest.mark.parametrize(
    "probe", list(dict.fromkeys(m.probe for m in MUTANTS)), ids=lambda probe: probe.__name__
)
def test_with_the_check_the_probe_is_content(world: World, probe: Any) -> None:
    probe(world)
