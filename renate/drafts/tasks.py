"""Sweeping what nobody came back to."""

import logging

from celery import shared_task

from renate.drafts.operations import BATCH, sweep_drafts
from renate.tenancy import scope
from renate.tenancy.directory import active_ids

logger = logging.getLogger(__name__)


@shared_task
def sweep() -> int:
    """Delete old drafts of every organisation, a batch a transaction; returns how many."""
    total = 0
    for organisation in active_ids():
        try:
            total += _sweep(organisation)
        except Exception:
            logger.exception("sweep of organisation %s failed", organisation)
    return total


def _sweep(organisation: int) -> int:
    gone = 0
    while True:
        with scope.enter(organisation=organisation):
            count = sweep_drafts()
        gone += count
        if count < BATCH:
            return gone
