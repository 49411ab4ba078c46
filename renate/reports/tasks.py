"""Pokes of the queue. The truth is in the rows; a lost or doubled poke does no harm."""

from celery import shared_task
from django.db import transaction

from renate.kit import clock
from renate.reports.models import ReportRun
from renate.reports.operations import carry_out
from renate.tenancy import scope
from renate.tenancy.directory import active_ids


@shared_task
def carry_out_run(organisation: int, ref: str) -> None:
    """Do one run of a report."""
    carry_out(organisation, ref)


def poke(run: ReportRun) -> None:
    """Tell the queue once the row is committed; if that is lost, the sweep finds the row."""
    organisation, ref = run.organisation_id, run.public_id
    transaction.on_commit(lambda: carry_out_run.delay(organisation, ref))


@shared_task
def sweep_runs() -> None:
    """Take up runs whose poke was lost or whose worker died."""
    for organisation in active_ids():
        with scope.enter(organisation=organisation):
            waiting = ReportRun.objects.claimable(clock.now()).order_by("pk")
            refs = list(waiting.values_list("public_id", flat=True)[:5])
        for ref in refs:
            carry_out(organisation, ref)
