"""Reminding and sending. The rows are the truth; a task is only a poke."""

import logging
from contextlib import suppress
from typing import Any

from celery import shared_task
from django.core.mail import get_connection

from renate.kit import clock
from renate.notices import heads, operations
from renate.notices.models import OutgoingMail
from renate.notices.operations.mailing import is_server_away
from renate.notices.sweeps import HOUR, Sweeping, in_each_organisation
from renate.tenancy import scope

BATCH = 20
logger = logging.getLogger(__name__)


@shared_task
def remind_of_what_is_due() -> int:
    """Post what of all registered days has come, once an hour in each organisation (R-22, R-23)."""
    return in_each_organisation(Sweeping("due", _remind, every=HOUR))


@shared_task
def send_waiting_mails() -> int:
    """Gather the daily mails whose hour has come, and send what waits; returns how many left."""
    return in_each_organisation(Sweeping("mails", _send))


@shared_task
def mail_heads() -> int:
    """Mail each organisation the head of its record, once a day; returns how many mails are new."""
    return in_each_organisation(Sweeping("heads", _head))


def _head(organisation: int) -> int:
    with scope.enter(organisation=organisation):
        return int(heads.mail_head(on=clock.today()))


def _remind(organisation: int) -> int:
    """One transaction a batch: what a killed worker had not committed, the next sweep takes."""
    told = 0
    while True:
        with scope.enter(organisation=organisation):
            count = operations.remind_due(on=clock.today())
        told += count
        if count == 0:
            return told


def _send(organisation: int) -> int:
    with scope.enter(organisation=organisation):
        operations.gather_mails(at=clock.now())
    sent = 0
    while True:
        with scope.enter(organisation=organisation):
            mails = operations.lease_mails(BATCH)
        delivered = _deliver(organisation, mails)
        sent += delivered
        # After trouble the rest waits for the next poke: a server that is away would be asked for minutes.
        if delivered < BATCH:
            return sent


def _deliver(organisation: int, mails: list[OutgoingMail]) -> int:
    """Send leased mails over one connection, outside every transaction; returns how many left."""
    connection, down, sent = get_connection(), None, 0
    for mail in mails:
        error = down or _attempt(mail, connection)
        if error is not None and is_server_away(error):
            down = error
        with scope.enter(organisation=organisation):
            operations.settle_mail(mail=mail, error=error)
        sent += error is None
    connection.close()
    return sent


def _attempt(mail: OutgoingMail, connection: Any) -> Exception | None:
    """Whatever is wrong with one mail, the others leave."""
    try:
        operations.send_mail(mail, connection)
    except Exception as error:
        logger.warning("mail %s not sent: %s", mail.public_id, type(error).__name__)
        with suppress(Exception):
            connection.close()
        return error
    return None
