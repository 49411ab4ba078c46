"""The sweep of files whose time is over; a poke from beat, harmless when it runs twice."""

import logging

from celery import shared_task

from renate.kit import clock
from renate.rights.operations import warn_of_retention
from renate.tenancy import scope
from renate.tenancy.models import Organisation

logger = logging.getLogger(__name__)


@shared_task
def sweep_retention() -> int:
    """Warn of files whose time is over, in every active organisation; how many there were."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    total = 0
    for organisation in organisations:
        try:
            with scope.enter(organisation=organisation):
                total += warn_of_retention(on=clock.today())
        except Exception:
            logger.exception("sweep of organisation %s failed", organisation)
    return total
