"""Case conferences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, CaseConference, ConferenceAttendee, ConferenceDecision
from cases.operations.work import give_task
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class ConferenceError(RuleError):
    """The conference can't be stored as given."""


@dataclass(frozen=True)
class Decision:
    """What was decided; with a member and a day it becomes a task."""

    text: str
    who: Membership | None = None
    due_on: date | None = None


@transaction.atomic
def hold_conference(
    *,
    by: Membership,
    on: date,
    case: Case,
    kind: str,
    summary: str,
    members: Sequence[Membership] = (),
    person_took_part: bool = False,
    others: str = "",
    next_on: date | None = None,
    decisions: Sequence[Decision] = (),
) -> CaseConference:
    """Record who sat together and what was decided (section 5). Raises ConferenceError, TaskError."""
    _check(on, case, members, others, next_on)
    conference = CaseConference(
        case=case, on=on, kind=kind, summary=summary.strip(), others=others.strip(),
        person_took_part=person_took_part, next_on=next_on, by=by,
    )  # fmt: skip
    conference.full_clean()
    conference.save()
    _seat(conference, members)
    _decide(conference, decisions, by)
    audit.record("conference.held", on=conference, members=len(members), decisions=len(decisions))
    return conference


@transaction.atomic
def change_conference(
    *,
    by: Membership,
    on: date,
    conference: CaseConference,
    kind: str,
    summary: str,
    members: Sequence[Membership] = (),
    person_took_part: bool = False,
    others: str = "",
    next_on: date | None = None,
    decisions: Sequence[Decision] = (),
) -> CaseConference:
    """Correct the record of a conference; decisions are added, never taken out. Raises ConferenceError."""
    _check(on, conference.case, members, others, next_on)
    conference.on, conference.kind, conference.summary = on, kind, summary.strip()
    conference.person_took_part, conference.others = person_took_part, others.strip()
    conference.next_on = next_on
    conference.full_clean()
    conference.save()
    conference.attendees.exclude(membership__in=members).delete()
    there = set(conference.attendees.values_list("membership", flat=True))
    _seat(conference, [member for member in members if member.pk not in there])
    _decide(conference, decisions, by)
    audit.record("conference.changed", on=conference, members=len(members), decisions=len(decisions))
    return conference


def _check(on: date, case: Case, members: Sequence[Membership], others: str, next_on: date | None) -> None:
    if on > clock.today():
        raise ConferenceError(_("The day of the conference is in the future."), field="on")
    if on < case.opened_on:
        raise ConferenceError(_("The day of the conference is before the case was opened."), field="on")
    if not members and not others.strip():
        raise ConferenceError(_("Say who attended."), field="members")
    if next_on is not None and next_on <= on:
        raise ConferenceError(_("The next conference is after this one."), field="next_on")


def _seat(conference: CaseConference, members: Iterable[Membership]) -> None:
    rows = [ConferenceAttendee(conference=conference, membership=member) for member in members]
    ConferenceAttendee.objects.bulk_create(rows)


def _decide(conference: CaseConference, decisions: Iterable[Decision], by: Membership) -> None:
    for decision in decisions:
        task = None
        if decision.who is not None and decision.due_on is not None:
            task = give_task(
                by=by, on=clock.today(), case=conference.case, title=decision.text[:200],
                due_on=decision.due_on, assigned_to=decision.who,
            )  # fmt: skip
        row = ConferenceDecision(conference=conference, text=decision.text, task=task)
        row.full_clean()
        row.save()
