"""Recording contacts: planned ones and those that just happened (R-13, R-20, R-21)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from cases.models import Case, ContactPlan
from reintegration.follow_up_codes import Anchor, CancelCause, Change, FollowUpState, Mode, Purpose, Reached
from reintegration.instrument import SHORT_CHECK
from reintegration.models import FollowUp
from reintegration.operations.notices import SUBJECT, tell_lost_contact
from reintegration.operations.schedule import lock_schedule, plan_follow_ups
from reintegration.queries.schedule import no_contact_reason, recent_misses
from reintegration.reasons import raise_first, rule_error
from reintegration.rules.contact import uses_unsafe_way
from reintegration.rules.schedule import has_just_been_lost
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.notices.operations import settle_subject


class FollowUpError(RuleError):
    """The follow-up can't be recorded as given."""


@dataclass(frozen=True)
class Contact:
    """What came of a contact; the short check holds scores of factors 1, 5, 9 and 10."""

    mode: str
    reached: str
    safety_checked: bool = False
    risk_changed: str = ""
    sign: str = ""
    short_check: Mapping[int, int] = field(default_factory=dict)
    note: str = ""
    next_action: str = ""


_STATE_AFTER = {
    Reached.REACHED: FollowUpState.DONE,
    Reached.MOVED: FollowUpState.MOVED,
    Reached.NOT_REACHED: FollowUpState.UNREACHABLE,
    Reached.REFUSED: FollowUpState.REFUSED,
    Reached.NOT_SAFE: FollowUpState.NOT_SAFE,
}


@transaction.atomic
def record_follow_up(*, by: Membership, on: date, follow_up: FollowUp, contact: Contact) -> FollowUp:
    """Settle a planned follow-up; the next one is planned at once (domain 2.8).

    The safe way of contact is confirmed first, and risk is asked about (R-21); where contact is not
    possible only that is recorded. Three misses in a row ask "lost contact?" (R-13).
    """
    lock_schedule(follow_up.case)
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("case").get(pk=follow_up.pk)
    if follow_up.state != FollowUpState.PLANNED:
        raise rule_error("already_settled", None, FollowUpError)
    return _settle(follow_up, by, on, contact)


@transaction.atomic
def log_contact(*, by: Membership, on: date, case: Case, contact: Contact) -> FollowUp:
    """Record a contact that was not planned: the person came or called.

    It settles the follow-up whose time it is, if there is one, so that nobody asks again tomorrow.
    """
    cycle = lock_schedule(case)
    if cycle is None:
        raise rule_error("no_cycle", None, FollowUpError)
    due = FollowUp.objects.planned().filter(case=case, window_start__lte=on).order_by("-due_on", "-id")
    talks = due.exclude(purpose__in=(Purpose.JOB_RETENTION, Purpose.TRAINING_RESULT))
    planned = talks.select_for_update(of=("self",)).select_related("case").first()
    if planned is not None:
        return _settle(planned, by, on, contact)
    anchor = Anchor.PHASE if cycle.ended_on is None else Anchor.CLOSURE
    purpose = Purpose.CONTACT if cycle.ended_on is None else Purpose.POST_CLOSURE
    follow_up = FollowUp(
        case=case, cycle=cycle, anchor=anchor, purpose=purpose, interval_days=0, due_on=on,
        window_start=on, window_end=on, lapse_on=on,
    )  # fmt: skip
    return _settle(follow_up, by, on, contact)


def _settle(follow_up: FollowUp, by: Membership, on: date, contact: Contact) -> FollowUp:
    case = follow_up.case
    raise_first(_objections(case, on, contact), FollowUpError)
    follow_up.state = _STATE_AFTER[Reached(contact.reached)]
    follow_up.remind_on = None
    follow_up.done_on, follow_up.done_by = on, by
    for name in ("mode", "reached", "safety_checked", "risk_changed", "sign", "note", "next_action"):
        setattr(follow_up, name, getattr(contact, name))
    follow_up.short_check = {str(n): score for n, score in sorted(contact.short_check.items())}
    follow_up.full_clean()
    follow_up.save()
    audit.record("follow_up.recorded", on=follow_up, reached=contact.reached, risk=contact.risk_changed)
    _cover(follow_up)
    plan_follow_ups(by=by, on=on, case=case)
    settle_subject(f"{SUBJECT}:{follow_up.public_id}")
    if follow_up.state == FollowUpState.UNREACHABLE and has_just_been_lost(recent_misses(case)):
        tell_lost_contact(follow_up, on)
    return follow_up


def _cover(follow_up: FollowUp) -> None:
    """What contact else was due by that day is covered; a check of a job asks its own questions."""
    due = FollowUp.objects.planned().filter(case=follow_up.case_id, due_on__lte=follow_up.done_on)
    others = due.filter(anchor_ref="")
    others.update(state=FollowUpState.CANCELLED, cancel_cause=CancelCause.COVERED, remind_on=None)


def _objections(case: Case, on: date, contact: Contact) -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []
    if on > clock.today():
        found.append(("on", "in_future"))
    if on < case.opened_on:
        found.append(("on", "before_case"))
    if not contact.safety_checked:
        found.append(("safety_checked", "safety_first"))
    if contact.reached == Reached.REACHED and contact.risk_changed not in (
        Change.NO,
        Change.YES,
        Change.NOT_ASKED,
    ):
        found.append(("risk_changed", "say_risk"))
    found += _gate(case, contact)
    if set(contact.short_check) - set(SHORT_CHECK) or set(contact.short_check.values()) - set(range(1, 6)):
        found.append(("short_check", "out_of_range"))
    return found


def _gate(case: Case, contact: Contact) -> list[tuple[str | None, str]]:
    """The contact plan gates every contact: none without one, none by a way the person called unsafe."""
    if not _calls(contact):
        return []
    if no_contact_reason(case):
        return [("reached", "no_contact_now")]
    plan = ContactPlan.objects.filter(case=case, is_current=True).first()
    if plan is None:
        return [("mode", "needs_plan")]
    return [("mode", "unsafe_way")] if uses_unsafe_way(contact.mode, plan.unsafe_channels) else []


def _calls(contact: Contact) -> bool:
    """Whether somebody went after the person; a person who comes to the office is always welcome."""
    return contact.mode != Mode.OFFICE and contact.reached not in (Reached.NOT_SAFE, Reached.REFUSED)
