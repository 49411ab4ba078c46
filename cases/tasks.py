"""Sweeps of the case file: a poke from beat; the truth is rows, so they may run twice or late."""

from celery import shared_task

from cases.operations import tidy_ended_grants
from renate.notices.sweeps import Sweeping, in_each_organisation
from renate.tenancy import scope


@shared_task
def sweep_ended_grants() -> int:
    """Remove the grants of team members whose last day has passed; returns how many."""
    return in_each_organisation(Sweeping("grants", _tidy))


def _tidy(organisation: int) -> int:
    with scope.enter(organisation=organisation):
        return tidy_ended_grants()
