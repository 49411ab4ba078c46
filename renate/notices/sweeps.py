"""Going through the organisations: each in its own scope, one in trouble keeps no other waiting.

The outcome stands in a row that the operations page shows; beat only pokes, as often as it likes.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from renate.kit import clock
from renate.notices.operations import claim_sweep, finish_sweep
from renate.tenancy import scope
from renate.tenancy.directory import active_ids

HOUR = timedelta(hours=1)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sweeping:
    """A sweep: its name, and what it does in one organisation (by id, entering scopes itself).

    With `every` it runs only when so much time has passed, however often it is poked.
    """

    name: str
    step: Callable[[int], int]
    every: timedelta | None = None


def in_each_organisation(sweeping: Sweeping) -> int:
    """Run a sweep in every active organisation; returns the sum of what the steps returned."""
    return sum(_run(sweeping, organisation) for organisation in active_ids())


def _run(sweeping: Sweeping, organisation: int) -> int:
    began = clock.now()
    try:
        if sweeping.every is not None:
            with scope.enter(organisation=organisation):
                if not claim_sweep(name=sweeping.name, at=began, every=sweeping.every):
                    return 0
        taken = sweeping.step(organisation)
        with scope.enter(organisation=organisation):
            finish_sweep(name=sweeping.name, began_at=began, taken=taken)
        return taken
    except Exception as error:
        logger.exception("sweep %s of organisation %s failed", sweeping.name, organisation)
        _tell(sweeping.name, organisation, began, error)
        return 0


def _tell(name: str, organisation: int, began: datetime, error: Exception) -> None:
    """Best effort: where the database itself is gone there is nothing to write to."""
    try:
        with scope.enter(organisation=organisation):
            finish_sweep(name=name, began_at=began, taken=0, trouble=type(error).__name__)
    except Exception:
        logger.warning("sweep %s of organisation %s: its trouble is not on record", name, organisation)
