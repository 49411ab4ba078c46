"""The heartbeat of the sweeps: when each ran last in an organisation, and what went wrong."""

from datetime import datetime, timedelta

from django.db import transaction

from renate.kit import clock
from renate.notices.models import Sweep
from renate.notices.rules import is_time


@transaction.atomic
def claim_sweep(*, name: str, at: datetime, every: timedelta) -> bool:
    """Take a sweep that need not run at each poke: true for one worker, when it is time again.

    One that was begun and not ended had its worker killed: it is taken up after a few minutes.
    """
    Sweep.objects.bulk_create([Sweep(name=name)], ignore_conflicts=True)
    row = Sweep.objects.select_for_update(skip_locked=True).filter(name=name).first()
    if row is None or not is_time(row.began_at, row.ended_at, at, every):
        return False
    row.began_at = at
    row.save(update_fields=["began_at", "updated_at"])
    return True


@transaction.atomic
def finish_sweep(*, name: str, began_at: datetime, taken: int, trouble: str = "") -> None:
    """Record how a sweep ended; `trouble` is the class of an error, never its text."""
    values = {"began_at": began_at, "ended_at": clock.now(), "taken": taken}
    if trouble:
        values = {"trouble": trouble[:80], "failed_at": clock.now()}
    if not Sweep.objects.filter(name=name).update(**values):
        Sweep.objects.bulk_create([Sweep(name=name, **values)], ignore_conflicts=True)
