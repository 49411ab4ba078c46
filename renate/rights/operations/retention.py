"""The time that files are kept: a warning when it is over, and a member who decides after the grace."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice
from renate.rights.codes import RequestKind, RequestState, ReviewDecision
from renate.rights.models import RetentionPeriods, RetentionReview, RightsRequest
from renate.rights.operations.anonymising import anonymise_person
from renate.rights.operations.requests import answering, finish_request
from renate.rights.queries import files_over, periods
from renate.rights.rules import may_be_confirmed, may_be_kept_until

BATCH = 100


class RetentionError(RuleError):
    """The review can't be decided as things stand."""


@transaction.atomic
def set_periods(*, by: Membership, on: date, **values: Any) -> RetentionPeriods:
    """Change how long files are kept, by outcome."""
    row = periods()
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    audit.record("settings.retention_changed", on=row)
    return row


@transaction.atomic
def warn_of_retention(*, on: date, limit: int = BATCH) -> int:
    """Open a review for each file whose time is over, and tell who decides; nothing is deleted by itself."""
    told = answering()
    found = list(files_over(on))[:limit]
    for person, due_on in found:
        review = RetentionReview(person=person, due_on=due_on, warned_on=on)
        review.full_clean()
        review.save()
        audit.record("retention.warned", on=review, person=person.public_id)
        for member in told:
            post_notice(
                to=member, key=f"retention:{review.public_id}:{member.pk}", kind=NoticeKind.REVIEW_DUE,
                ref=person.case_code, url=reverse("rights:review_list"), due_on=due_on,
            )  # fmt: skip
    return len(found)


@transaction.atomic
def confirm_review(*, by: Membership, on: date, review: RetentionReview) -> int:
    """Anonymise the file, once the days of grace are over. Raises RetentionError, AnonymiseError."""
    review = _locked(review)
    if not may_be_confirmed(review.warned_on, periods().grace_days, on):
        raise RetentionError(_("The days of grace are not over yet."))
    _decide(review, by, on, ReviewDecision.ANONYMISE)
    return anonymise_person(by=by, on=on, person=review.person)


@transaction.atomic
def erase_on_request(*, by: Membership, on: date, request: RightsRequest) -> int:
    """Delete a file, as was asked and granted. Raises RetentionError, AnonymiseError."""
    if request.kind != RequestKind.ERASURE or request.state != RequestState.GRANTED:
        raise RetentionError(_("Only a granted request deletes a file."))
    finish_request(by=by, on=on, request=request)
    return anonymise_person(by=by, on=on, person=request.person)


@transaction.atomic
def keep_longer(*, by: Membership, on: date, review: RetentionReview, until: date, reason: str) -> None:
    """Keep the file until a day, for a reason. Raises RetentionError."""
    review = _locked(review)
    if not may_be_kept_until(until, on):
        raise RetentionError(_("Choose a day within the next five years."), field="until")
    if not reason.strip():
        raise RetentionError(_("Say why it is still needed."), field="reason")
    review.keep_until, review.reason = until, reason
    _decide(review, by, on, ReviewDecision.KEEP)


def _locked(review: RetentionReview) -> RetentionReview:
    found = RetentionReview.objects.select_for_update(of=("self",)).select_related("person")
    review = found.get(pk=review.pk)
    if review.decision:
        raise RetentionError(_("This was decided meanwhile."))
    return review


def _decide(review: RetentionReview, by: Membership, on: date, decision: str) -> None:
    review.decision, review.decided_by, review.decided_on = decision, by, on
    review.full_clean()
    review.save()
    audit.record("retention.decided", on=review, person=review.person.public_id, decision=decision)
