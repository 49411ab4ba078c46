"""The sweep: a poke from beat; the truth is rows, so it may run twice, late, or not at all for a while."""

import logging

from celery import shared_task

from reintegration import operations
from reintegration.operations.reminders import BATCH
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation

# What lapsed goes first: nobody is reminded of a follow-up that the next one has overtaken.
_STEPS = ("lapse_follow_ups", "remind_follow_ups", "remind_phase_reviews")
logger = logging.getLogger(__name__)


@shared_task
def sweep_follow_ups() -> int:
    """Remind of follow-ups and phase reviews in every active organisation; returns rows taken."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    return sum(_sweep_safely(organisation) for organisation in organisations)


def _sweep_safely(organisation: int) -> int:
    """One organisation in trouble does not keep the others waiting."""
    try:
        return _sweep(organisation)
    except Exception:
        logger.exception("sweep of organisation %s failed", organisation)
        return 0


def _sweep(organisation: int) -> int:
    """One transaction a batch: what a killed worker had not committed, the next sweep takes."""
    taken = 0
    for step in _STEPS:
        while True:
            with scope.enter(organisation=organisation):
                count = getattr(operations, step)(on=clock.today())
            taken += count
            if count < BATCH:
                break
    return taken
