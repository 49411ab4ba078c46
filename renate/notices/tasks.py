"""Sending what waits. The rows are the truth; the task is only a poke."""

import logging

from celery import shared_task

from renate.notices import operations
from renate.tenancy import scope
from renate.tenancy.models import Organisation

logger = logging.getLogger(__name__)


@shared_task
def send_waiting_mails() -> int:
    """Send the waiting mails of every organisation; returns how many left."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    return sum(_send_for(organisation) for organisation in organisations)


def _send_for(organisation: int) -> int:
    with scope.enter(organisation=organisation):
        mails = operations.lease_mails()
    sent = 0
    for mail in mails:
        try:
            operations.send_mail(mail)
            delivered = True
        except Exception as error:  # whatever is wrong with one mail, the others leave
            logger.warning("mail %s not sent: %s", mail.public_id, type(error).__name__)
            delivered = False
        with scope.enter(organisation=organisation):
            operations.settle_mail(mail=mail, sent=delivered)
        sent += delivered
    return sent
