"""What the signed context costs: a row behind a policy beside a table without one."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from renate.accounts.operations import open_organisation
from renate.benches.measure import seconds
from renate.tenancy import scope
from renate.tenancy.models import OrganisationSettings

HELP = "what the signed context costs"
REPEATS = 200


def run(write: Callable[[str], Any], **options: Any) -> None:
    """In one transaction that is rolled back."""
    with transaction.atomic():
        organisation = open_organisation(name="Bench", short_name="Bench", country="BE")
        with scope.enter(organisation=organisation):
            without = seconds(lambda: ContentType.objects.count(), REPEATS)
            guarded = seconds(lambda: OrganisationSettings.objects.count(), REPEATS)
            binding = seconds(lambda: scope.bind(connection), REPEATS)
        transaction.set_rollback(True)
    write(
        f"one row behind a policy = {guarded / without:.1f} x one table without;"
        f" binding the context = {binding / without:.1f} x that query"
    )
