"""Sending what waits. The rows are the truth; the task is only a poke."""

import logging

from celery import shared_task

from renate.kit import clock
from renate.notices import heads, operations
from renate.tenancy import scope
from renate.tenancy.models import Organisation

logger = logging.getLogger(__name__)


@shared_task
def send_waiting_mails() -> int:
    """Send the waiting mails of every organisation; returns how many left."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    return sum(_send_for(organisation) for organisation in organisations)


@shared_task
def mail_heads() -> int:
    """Mail each organisation the head of its record, once a day; returns how many mails are new."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    told = 0
    for organisation in organisations:
        with scope.enter(organisation=organisation):
            told += heads.mail_head(on=clock.today())
    return told


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
