"""Sweep of grant deadlines: a poke from beat; the truth is rows, so it may run twice or late."""

import logging

from celery import shared_task

from renate.funding.reminding import remind_deadlines
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation

logger = logging.getLogger(__name__)


@shared_task
def sweep_deadlines() -> int:
    """Remind of what donors wait for; returns how many notices were new (R-23)."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    told = 0
    for organisation in organisations:
        try:
            with scope.enter(organisation=organisation):
                told += remind_deadlines(on=clock.today())
        except Exception:
            logger.exception("deadlines of organisation %s failed", organisation)
    return told
