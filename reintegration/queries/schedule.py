"""The facts behind the follow-up schedule (domain 2.8): a fixed number of queries."""

from datetime import date

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from cases.codes import Channel, ConsentDecision, ConsentPurpose
from cases.models import Case, Consent, ContactPlan, RiskAssessment
from cases.queries.consent import valid_consent
from cases.rules.closing import Try
from cases.rules.risk import scheduling_level
from reintegration import anchors
from reintegration.codes import PlacementKind
from reintegration.follow_up_codes import MISSES, SPOKEN, TRIED, FollowUpState, NoContactReason, Reached
from reintegration.models import FollowUp, MonitoringSchedule, Placement, ProgrammeCycle
from reintegration.rules.schedule import MISSES_UNTIL_LOST, ScheduleFacts
from renate.notices.codes import ClosedDayRule
from renate.notices.queries import office_calendar
from renate.notices.rules import CalendarFacts

# Arriving here starts the dense months of follow-up; jobs and courses have their own anchors.
_ARRIVALS = (
    PlacementKind.OWN_FAMILY,
    PlacementKind.EXTENDED_FAMILY,
    PlacementKind.FOSTER_FAMILY,
    PlacementKind.INDEPENDENT_RENTED,
    PlacementKind.SHARED_RENTED,
)
_NO = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN)


def schedule_facts(case: Case, cycle: ProgrammeCycle, on: date) -> ScheduleFacts:
    """All that the schedule of a case depends on."""
    own = monitoring()
    no_contact, last, days_off = no_contact_reason(case), _last_settled_on(case, cycle), _days_off()
    if cycle.ended_on is not None:
        return ScheduleFacts(
            closed_on=case.closed_on,
            may_contact_after_closure=_consents(case, ConsentPurpose.POST_CLOSURE, on),
            may_evaluate=_consents(case, ConsentPurpose.RESEARCH_EVAL, on),
            early_and_late=own.early_and_late,
            cycle=cycle.number,
            last_settled_on=last,
            no_contact=no_contact,
            days_off=days_off,
        )
    return ScheduleFacts(
        phase=cycle.phase,
        anchor_on=cycle.started_on,
        risk_level=_scheduled_risk(case),
        arrived_on=_arrived_on(case, on),
        returned_on=anchors.returned_on(case, on),
        last_settled_on=last,
        no_contact=no_contact,
        checks=anchors.checks_of(case, on),
        phase_days=own.phase_days,
        days_off=days_off,
    )


def monitoring() -> MonitoringSchedule:
    """The intervals of the organisation in scope; the usual ones where it chose none."""
    return MonitoringSchedule.objects.first() or MonitoringSchedule()


def _days_off() -> CalendarFacts | None:
    calendar = office_calendar()
    return calendar.facts if calendar.on_closed_day == ClosedDayRule.NEXT else None


def _consents(case: Case, purpose: str, on: date) -> bool:
    return case.closed_on is not None and valid_consent(case, purpose, on) is not None


def no_contact_reason(case: Case) -> NoContactReason:
    """Why nobody may be called at present; a newer contact plan settles what the last contact showed."""
    plan = ContactPlan.objects.filter(case=case, is_current=True).first()
    if plan is not None and plan.channel == Channel.NONE:
        return NoContactReason.NO_SAFE_WAY
    if _has_said_no(case):
        return NoContactReason.NO_CONSENT
    if not case.is_open:
        if plan is None:
            return NoContactReason.NO_PLAN
        if not plan.valid_after_closure:
            return NoContactReason.NOT_AFTER_CLOSURE
    tried = FollowUp.objects.filter(case=case, state__in=TRIED)
    newest = tried.order_by("-done_on", "-updated_at").only("reached", "updated_at", "organisation").first()
    if newest is None or (plan is not None and plan.created_at >= newest.updated_at):
        return NoContactReason.NONE
    reasons = {Reached.NOT_SAFE: NoContactReason.NOT_SAFE, Reached.REFUSED: NoContactReason.REFUSED}
    return reasons.get(Reached(newest.reached), NoContactReason.NONE)


def _has_said_no(case: Case) -> bool:
    """The last word on services, or after closure on being contacted, is a no."""
    purpose = ConsentPurpose.SERVICES if case.is_open else ConsentPurpose.POST_CLOSURE
    return Consent.objects.filter(case=case).for_purpose(purpose).current().filter(decision__in=_NO).exists()


def _scheduled_risk(case: Case) -> int | None:
    """The level that drives the schedule: the higher of worker's and person's, unknown as moderate."""
    latest = RiskAssessment.objects.latest_for(case)
    return None if latest is None else scheduling_level(latest.levels, latest.own_level)


def _arrived_on(case: Case, on: date) -> date | None:
    arrivals = Placement.objects.filter(case=case, kind__in=_ARRIVALS, from_on__lte=on)
    standing = arrivals.filter(Q(to_on__isnull=True) | Q(to_on__gte=on))
    found: date | None = standing.aggregate(day=Max("from_on"))["day"]
    return found


def _last_settled_on(case: Case, cycle: ProgrammeCycle) -> date | None:
    """The last contact or attempt; what lapsed without one moves nothing."""
    settled = FollowUp.objects.filter(case=case, cycle=cycle, state__in=TRIED)
    found: date | None = settled.aggregate(day=Max("done_on"))["day"]
    return found


def tries_since_reached(case: Case) -> list[Try]:
    """Tries that reached nobody, since the person was last spoken to (R-13)."""
    rows = FollowUp.objects.filter(case=case)
    spoken = rows.filter(state__in=SPOKEN).aggregate(on=Max("done_on"))["on"]
    tried = rows.filter(state=FollowUpState.UNREACHABLE, done_on__gt=spoken or date.min)
    return [Try(on, way) for on, way in tried.values_list("done_on", "mode") if on is not None]


def recent_misses(case: Case) -> list[bool]:
    """Whether the newest settled follow-ups were missed, newest first; one more than R-13 counts."""
    settled = FollowUp.objects.settled().filter(case=case)
    newest = settled.order_by(Coalesce("done_on", "due_on").desc(), "-id")
    states = newest.values_list("state", flat=True)
    return [state in MISSES for state in states[: MISSES_UNTIL_LOST + 1]]
