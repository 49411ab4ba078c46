"""Incidents, and complaints and feedback."""

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from cases.access import may_handle_feedback
from cases.codes import FeedbackFrom, FeedbackState
from cases.models import Case, Feedback, Incident, IncidentPerson
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class IncidentError(RuleError):
    """The incident can't be stored as given."""


class FeedbackError(RuleError):
    """The feedback can't be stored as given."""


@transaction.atomic
def log_incident(
    *,
    by: Membership,
    on: date,
    kind: str,
    severity: int,
    what_happened: str,
    response: str = "",
    at_time: time | None = None,
    reported_to: Sequence[str] = (),
    cases: Sequence[Case] = (),
) -> Incident:
    """Write down what happened, and whom it concerns: nobody, one or several. Raises IncidentError."""
    if on > clock.today():
        raise IncidentError(_("The day of the incident is in the future."), field="on")
    incident = Incident(
        on=on, at_time=at_time, kind=kind, severity=severity, what_happened=what_happened.strip(),
        response=response.strip(), reported_to=list(reported_to), reported_by=by,
    )  # fmt: skip
    incident.full_clean()
    incident.save()
    IncidentPerson.objects.bulk_create([IncidentPerson(incident=incident, case=case) for case in cases])
    audit.record("incident.logged", on=incident, kind=kind, severity=severity, cases=len(cases))
    return incident


@transaction.atomic
def change_incident(
    *,
    by: Membership,
    on: date,
    incident: Incident,
    kind: str,
    severity: int,
    what_happened: str,
    response: str = "",
    at_time: time | None = None,
    reported_to: Sequence[str] = (),
) -> Incident:
    """Correct or complete the record of an incident. Raises IncidentError."""
    if on > clock.today():
        raise IncidentError(_("The day of the incident is in the future."), field="on")
    incident.on, incident.at_time, incident.kind, incident.severity = on, at_time, kind, severity
    incident.what_happened, incident.response = what_happened.strip(), response.strip()
    incident.reported_to = list(reported_to)
    incident.full_clean()
    incident.save()
    audit.record("incident.changed", on=incident, kind=kind, severity=severity)
    return incident


@transaction.atomic
def take_feedback(
    *,
    by: Membership,
    on: date,
    kind: str,
    given_by: str,
    topic: str,
    text: str,
    about: Membership | None = None,
    case: Case | None = None,
) -> Feedback:
    """Take a complaint, a suggestion or thanks; anonymous means that no case stands beside it."""
    if on > clock.today():
        raise FeedbackError(_("The day is in the future."), field="on")
    if given_by == FeedbackFrom.ANONYMOUS:
        case = None
    feedback = Feedback(
        on=on, kind=kind, given_by=given_by, topic=topic, text=text.strip(), about=about, about_case=case
    )
    feedback.full_clean()
    feedback.save()
    audit.record("feedback.taken", on=feedback, kind=kind)
    return feedback


@transaction.atomic
def handle_feedback(
    *, by: Membership, on: date, feedback: Feedback, state: str, result: str = "", told_back: bool = False
) -> Feedback:
    """Take it in hand or settle it: never by the one it is about. Raises FeedbackError."""
    if not may_handle_feedback(by, feedback):
        raise FeedbackError(_("Who a complaint is about can’t handle it."))
    if state == FeedbackState.SETTLED and not result.strip():
        raise FeedbackError(_("Say what came of it."), field="result")
    feedback.state, feedback.result, feedback.told_back = state, result.strip(), told_back
    feedback.handled_by = by
    feedback.settled_on = on if state == FeedbackState.SETTLED else None
    feedback.full_clean()
    feedback.save()
    audit.record("feedback.handled", on=feedback, state=state)
    return feedback
