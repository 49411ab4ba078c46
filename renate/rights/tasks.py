"""The sweep of files whose time is over; a poke from beat, harmless when it runs twice."""

from celery import shared_task

from renate.kit import clock
from renate.notices.sweeps import HOUR, Sweeping, in_each_organisation
from renate.rights.operations import warn_of_retention
from renate.tenancy import scope


@shared_task
def sweep_retention() -> int:
    """Warn of files whose time is over, in every active organisation; how many there were."""
    return in_each_organisation(Sweeping("retention", _warn, every=HOUR))


def _warn(organisation: int) -> int:
    with scope.enter(organisation=organisation):
        return warn_of_retention(on=clock.today())
