"""Sweeps of the case file: a poke from beat; the truth is rows, so they may run twice or late."""

import logging
from collections.abc import Callable

from celery import shared_task

from cases.operations import remind_expiries, tidy_ended_grants
from cases.operations.expiry import BATCH
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation

logger = logging.getLogger(__name__)


@shared_task
def sweep_ended_grants() -> int:
    """Remove the grants of team members whose last day has passed; returns how many."""
    return _everywhere(_tidy)


@shared_task
def sweep_expiries() -> int:
    """Remind case managers of what expires (R-22, R-23); returns how many notices were new."""
    return _everywhere(_remind)


def _everywhere(sweep: Callable[[int], int]) -> int:
    """Sweep every active organisation; one in trouble does not keep the others waiting."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    total = 0
    for organisation in organisations:
        try:
            total += sweep(organisation)
        except Exception:
            logger.exception("sweep of organisation %s failed", organisation)
    return total


def _tidy(organisation: int) -> int:
    with scope.enter(organisation=organisation):
        return tidy_ended_grants()


def _remind(organisation: int) -> int:
    """One transaction a batch: what a killed worker had not committed, the next sweep takes."""
    told = 0
    while True:
        with scope.enter(organisation=organisation):
            count = remind_expiries(on=clock.today())
        told += count
        if count < BATCH:
            return told
