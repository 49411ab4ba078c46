"""The sweep: a poke from beat; the truth is rows, so it may run twice, late, or not at all for a while."""

from celery import shared_task

from reintegration import operations
from reintegration.operations.reminders import BATCH, LAPSING
from renate.kit import clock
from renate.notices.sweeps import Sweeping, in_each_organisation
from renate.tenancy import scope

# What lapsed goes first: nobody is reminded of a follow-up that the next one has overtaken.
_STEPS = {"lapse_follow_ups": LAPSING, "remind_follow_ups": BATCH, "remind_phase_reviews": BATCH}


@shared_task
def sweep_follow_ups() -> int:
    """Remind of follow-ups and phase reviews in every active organisation; returns rows taken."""
    return in_each_organisation(Sweeping("follow-ups", sweep_organisation))


def sweep_organisation(organisation: int) -> int:
    """One transaction a batch: what a killed worker had not committed, the next sweep takes."""
    taken = 0
    for step, limit in _STEPS.items():
        count = limit
        while count == limit:
            with scope.enter(organisation=organisation):
                count = getattr(operations, step)(on=clock.today(), limit=limit)
            taken += count
    return taken
