"""What can be done about the rights of a person; each is one transaction with its audit event."""

from renate.rights.operations.anonymising import AnonymiseError, anonymise_person
from renate.rights.operations.copying import CopyError, make_copy
from renate.rights.operations.holding import (
    HoldError,
    end_hold,
    lift_restriction,
    place_hold,
    restrict_person,
)
from renate.rights.operations.requests import (
    RequestError,
    answer_safety,
    decide_request,
    extend_request,
    finish_request,
    note_disagreement,
    record_request,
    withdraw_request,
)
from renate.rights.operations.retention import (
    RetentionError,
    confirm_review,
    erase_on_request,
    keep_longer,
    set_periods,
    warn_of_retention,
)

__all__ = [
    "AnonymiseError",
    "CopyError",
    "HoldError",
    "RequestError",
    "RetentionError",
    "anonymise_person",
    "answer_safety",
    "confirm_review",
    "decide_request",
    "end_hold",
    "erase_on_request",
    "extend_request",
    "finish_request",
    "keep_longer",
    "lift_restriction",
    "make_copy",
    "note_disagreement",
    "place_hold",
    "record_request",
    "restrict_person",
    "set_periods",
    "warn_of_retention",
    "withdraw_request",
]
