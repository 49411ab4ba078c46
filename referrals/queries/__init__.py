"""Reads of this app, one file a subject."""

from referrals.queries.handover import (
    asked_beside,
    copied_into,
    handling_of,
    inbox,
    messages,
    of_case,
    outside_of_case,
    readings,
    received_record,
    requests_of_case,
    requests_received,
    sent_by_us,
    services_asked,
    sharing_consents,
)

__all__ = [
    "asked_beside",
    "copied_into",
    "handling_of",
    "inbox",
    "messages",
    "of_case",
    "outside_of_case",
    "readings",
    "received_record",
    "requests_of_case",
    "requests_received",
    "sent_by_us",
    "services_asked",
    "sharing_consents",
]
