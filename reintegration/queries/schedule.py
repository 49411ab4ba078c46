"""The facts behind the follow-up schedule (domain 2.8): a fixed number of queries."""

from datetime import date

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from cases.codes import Channel, ConsentDecision, ConsentPurpose
from cases.models import Case, Consent, ContactPlan, RiskAssessment
from cases.queries.consent import valid_consent
from cases.rules.risk import scheduling_level
from reintegration.codes import PlacementKind
from reintegration.follow_up_codes import FollowUpState, NoContactReason, Reached
from reintegration.models import FollowUp, Placement, ProgrammeCycle
from reintegration.rules.schedule import MISSES_UNTIL_LOST, ScheduleFacts

# Arriving here starts the dense months of follow-up; jobs and courses have their own anchors.
_ARRIVALS = (
    PlacementKind.OWN_FAMILY,
    PlacementKind.EXTENDED_FAMILY,
    PlacementKind.FOSTER_FAMILY,
    PlacementKind.INDEPENDENT_RENTED,
    PlacementKind.SHARED_RENTED,
)
_SETTLED = (FollowUpState.DONE, FollowUpState.MISSED, FollowUpState.NO_CONTACT)
_NO = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN)


def schedule_facts(case: Case, cycle: ProgrammeCycle, on: date) -> ScheduleFacts:
    """All that the schedule of a case depends on."""
    no_contact = no_contact_reason(case)
    last = _last_settled_on(case, cycle)
    if cycle.ended_on is not None:
        consent = case.closed_on and valid_consent(case, ConsentPurpose.POST_CLOSURE, on)
        return ScheduleFacts(
            closed_on=case.closed_on,
            may_contact_after_closure=consent is not None and case.closed_on is not None,
            last_settled_on=last,
            no_contact=no_contact,
        )
    return ScheduleFacts(
        phase=cycle.phase,
        anchor_on=cycle.started_on,
        risk_level=_scheduled_risk(case),
        arrived_on=_arrived_on(case, on),
        last_settled_on=last,
        no_contact=no_contact,
    )


def no_contact_reason(case: Case) -> NoContactReason:
    """Why nobody may be called at present; a newer contact plan settles what the last contact showed."""
    plan = ContactPlan.objects.filter(case=case, is_current=True).first()
    if plan is not None and plan.channel == Channel.NONE:
        return NoContactReason.NO_SAFE_WAY
    if _has_said_no(case):
        return NoContactReason.NO_CONSENT
    last = FollowUp.objects.filter(case=case, state__in=_SETTLED, done_on__isnull=False)
    newest = last.order_by("-done_on", "-updated_at").only("reached", "updated_at", "organisation").first()
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
    settled = FollowUp.objects.filter(case=case, cycle=cycle, state__in=_SETTLED)
    found: date | None = settled.aggregate(day=Max("done_on"))["day"]
    return found


def recent_misses(case: Case) -> list[bool]:
    """Whether the newest settled follow-ups were missed, newest first; one more than R-13 counts."""
    settled = FollowUp.objects.filter(case=case, state__in=_SETTLED)
    newest = settled.order_by(Coalesce("done_on", "due_on").desc(), "-id")
    states = newest.values_list("state", flat=True)
    return [state == FollowUpState.MISSED for state in states[: MISSES_UNTIL_LOST + 1]]
