"""The five stages of a return as data, and the gates between them (R-40 ff., R-20; S2-06…08, S4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.codes import STARTS_AT_ARRIVAL, ContactRole, ReturnState, Stage, StepState

#: `return` is asked again within a week of leaving (domain 4).
CONSENT_FRESH = timedelta(days=7)
#: Without another time given, safe arrival is to be heard this long after the last leg.
CALL_AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class Step:
    """One line of the checklist; `there` marks what the partner at the other end may do."""

    code: str
    stage: Stage
    label: object
    must: bool = False
    there: bool = False


STEPS: tuple[Step, ...] = (
    Step("brought_by", Stage.SHELTER, gettext_lazy("Who brought the person is recorded")),
    Step("police_contact", Stage.SHELTER, gettext_lazy("Safety is settled with a police contact")),
    Step("first_help", Stage.SHELTER, gettext_lazy("First medical, legal and psychosocial help given")),
    Step(
        "options_told",
        Stage.SHELTER,
        gettext_lazy("Options of return and re/integration explained"),
        must=True,
    ),
    Step("stay_explained", Stage.SHELTER, gettext_lazy("The option to stay explained"), must=True),
    Step("stabilised", Stage.SHELTER, gettext_lazy("Stable in body and mind"), must=True),
    Step(
        "joint_risk",
        Stage.PRE_DEPARTURE,
        gettext_lazy("Risk assessed together with the other side"),
        must=True,
    ),
    Step("family_assessed", Stage.PRE_DEPARTURE, gettext_lazy("Family and community assessed")),
    Step("documents_ready", Stage.PRE_DEPARTURE, gettext_lazy("Travel documents at hand"), must=True),
    Step(
        "receiver_accepted",
        Stage.PRE_DEPARTURE,
        gettext_lazy("Receiving organisation has accepted"),
        must=True,
    ),
    Step("escort_settled", Stage.PRE_DEPARTURE, gettext_lazy("Escort: needed or not, and who"), must=True),
    Step("supplies", Stage.PRE_DEPARTURE, gettext_lazy("Money, clothes and medicine for the way")),
    Step("border_told", Stage.TRAVEL, gettext_lazy("Border guards told, as far as the person wishes")),
    Step("consul_told", Stage.TRAVEL, gettext_lazy("Consular officer told, as far as the person wishes")),
    Step("transit_help", Stage.TRAVEL, gettext_lazy("Help in transit arranged")),
    Step("screened", Stage.ARRIVAL, gettext_lazy("Screening at arrival"), there=True),
    Step("met", Stage.ARRIVAL, gettext_lazy("Met at the border or station"), there=True),
    Step("brought_home", Stage.ARRIVAL, gettext_lazy("Brought to the shelter or home"), there=True),
    Step("arrival_medical", Stage.ARRIVAL, gettext_lazy("First medical help"), there=True),
    Step("arrival_legal", Stage.ARRIVAL, gettext_lazy("First legal help"), there=True),
    Step("arrival_psychosocial", Stage.ARRIVAL, gettext_lazy("First psychosocial help"), there=True),
    Step("plan_made", Stage.ARRIVAL, gettext_lazy("Plan made within 14 days"), there=True),
    Step("prevention", Stage.ARRIVAL, gettext_lazy("Protection from new harm talked through"), there=True),
    Step("testify_consent", Stage.TESTIFYING, gettext_lazy("The person fully agrees")),
    Step("testify_needs", Stage.TESTIFYING, gettext_lazy("Safety and personal needs come first")),
    Step("testify_adviser", Stage.TESTIFYING, gettext_lazy("Legal adviser and support person")),
    Step("testify_protection", Stage.TESTIFYING, gettext_lazy("Protection measures, or heard by video")),
    Step("testify_aftercare", Stage.TESTIFYING, gettext_lazy("After-care")),
)
BY_CODE: dict[str, Step] = {step.code: step for step in STEPS}
THERE: frozenset[str] = frozenset(step.code for step in STEPS if step.there)

#: ODIHR's seven principles, as headings to think through before a departure (domain 2.5).
PRINCIPLES: tuple[object, ...] = (
    gettext_lazy("The return is safe"),
    gettext_lazy("Due process was respected"),
    gettext_lazy("There is protection if return is no option"),
    gettext_lazy("Children: measures of their own"),
    gettext_lazy("A durable solution without further harm"),
    gettext_lazy("Access to remedies"),
    gettext_lazy("Cooperation and monitoring"),
)


@dataclass(frozen=True)
class ReturnFacts:
    """What the gates look at."""

    kind: str
    risk_block: str | None  # the sentence of R-20 that stands against leaving
    is_identified: bool = False
    is_minor: bool = False
    decided_on: date | None = None
    consent_from: date | None = None  # the yes to `return` that stands
    steps: Mapping[str, str] = field(default_factory=dict)  # code → StepState
    has_itinerary: bool = False
    contact_roles: Collection[str] = ()
    is_signed: bool = False
    state: str = ReturnState.OPEN
    screened: bool = False


def first_stage(kind: str) -> Stage:
    """Whoever was sent back, or came alone, begins at arrival (S2-07, S2-08)."""
    return Stage.ARRIVAL if kind in STARTS_AT_ARRIVAL else Stage.SHELTER


def steps_for(kind: str) -> tuple[Step, ...]:
    """The checklist of one return; screening only where nobody prepared it."""
    start = first_stage(kind)
    own = kind in STARTS_AT_ARRIVAL
    return tuple(step for step in STEPS if step.stage >= start and (own or step.code != "screened"))


def departure_faults(facts: ReturnFacts, *, on: date) -> list[str]:
    """Everything that stands between the person and the way (gates of the stages 1 to 3, R-20)."""
    faults = [] if facts.is_identified else [_("The person is neither identified nor presumed.")]
    if facts.decided_on is None:
        faults.append(_("Record the person's own decision: a return is voluntary."))
    faults += _consent_faults(facts.consent_from, on=on)
    faults += [facts.risk_block] if facts.risk_block else []
    faults += _open_steps(facts)
    if not facts.has_itinerary:
        faults.append(_("Enter the way: at least one leg."))
    if ContactRole.ORIGIN not in facts.contact_roles:
        faults.append(_("Enter who receives the person at the destination."))
    if not facts.is_signed:
        faults.append(_("Case manager and coordinator both sign before departure."))
    return faults


def pressing_faults(facts: ReturnFacts, *, on: date) -> list[str]:
    """What not even an emergency sets aside: the person's decision and consent."""
    faults = [] if facts.decided_on else [_("Record the person's own decision: a return is voluntary.")]
    return faults + ([] if facts.consent_from else [_("There is no valid consent to the return.")])


def step_faults(step: Step, facts: ReturnFacts) -> list[str]:
    """Why this step cannot be done yet: stages come one after the other, testifying runs beside them."""
    if step.stage < first_stage(facts.kind):
        return [_("This return begins at arrival.")]
    if step.stage == Stage.ARRIVAL and facts.state not in (ReturnState.ARRIVED, ReturnState.DONE):
        return [_("The person has not arrived yet.")]
    if step.stage == Stage.PRE_DEPARTURE and facts.decided_on is None:
        return [_("Record the person's own decision: a return is voluntary.")]
    if facts.kind in STARTS_AT_ARRIVAL and not facts.screened and step.code not in ("screened", *_HELP):
        return [_("Screening comes first.")]
    return []


#: Help is never kept waiting for a screening.
_HELP = ("met", "brought_home", "arrival_medical", "arrival_legal", "arrival_psychosocial")


def current_stage(facts: ReturnFacts) -> Stage:
    """Where the return is."""
    if facts.state in (ReturnState.ARRIVED, ReturnState.DONE):
        return Stage.ARRIVAL
    if facts.state == ReturnState.TRAVELLING:
        return Stage.TRAVEL
    if facts.kind in STARTS_AT_ARRIVAL:
        return Stage.ARRIVAL
    return Stage.PRE_DEPARTURE if facts.decided_on else Stage.SHELTER


def call_due(last_arrival: datetime) -> datetime:
    """When safe arrival is to be heard of."""
    return last_arrival + CALL_AFTER


def _consent_faults(given_on: date | None, *, on: date) -> list[str]:
    if given_on is None:
        return [_("There is no valid consent to the return.")]
    if on - given_on > CONSENT_FRESH:
        return [_("Ask again: the consent to the return is older than a week.")]
    return []


def _open_steps(facts: ReturnFacts) -> list[str]:
    before = [step for step in STEPS if step.stage < Stage.TRAVEL]
    needed = [step for step in before if step.must or (facts.is_minor and step.code == "family_assessed")]
    return [
        _("Still to do: %(step)s.") % {"step": step.label}
        for step in needed
        if facts.steps.get(step.code, StepState.OPEN) == StepState.OPEN
        or (
            step.must
            and facts.steps.get(step.code) == StepState.NOT_NEEDED
            and step.code not in _MAY_BE_NOT_NEEDED
        )
    ]


#: A must that can be answered by "not needed".
_MAY_BE_NOT_NEEDED = frozenset({"escort_settled", "receiver_accepted"})
