"""Sealing, every minute, in whatever worker is free."""

from celery import shared_task

from renate.audit.chain import seal_settled


@shared_task
def seal_events() -> int:
    """Seal the settled events of every organisation."""
    return seal_settled()
