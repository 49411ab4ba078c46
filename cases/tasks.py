"""Sweeps of the case file."""

from celery import shared_task

from cases.operations import tidy_ended_grants
from renate.tenancy import scope
from renate.tenancy.models import Organisation


@shared_task
def sweep_ended_grants() -> None:
    """Remove the grants of team members whose last day has passed, organisation by organisation."""
    for organisation_id in Organisation.objects.filter(is_active=True).values_list("pk", flat=True):
        with scope.enter(organisation=organisation_id):
            tidy_ended_grants()
