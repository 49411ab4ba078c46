"""What re/integration does when something happens in a case file, inside the same transaction."""

from datetime import date

from cases.codes import ClosureOutcome, ConsentPurpose, RelationToAssistance
from cases.models import Case, Consent, ContactPlan, RiskAssessment, TraffickingEpisode
from cases.operations import reopen_case
from reintegration.codes import Phase, PhaseBasis
from reintegration.operations.cycles import end_cycle, enter_at, open_cycle, remind_anew
from reintegration.operations.schedule import plan_follow_ups
from reintegration.queries.cycles import running_cycle
from reintegration.queries.plan import plan_line
from reintegration.rules.phases import RISK_REVIEW_DAYS
from renate.accounts.models import Membership

_RESCHEDULING = frozenset({ConsentPurpose.SERVICES, ConsentPurpose.POST_CLOSURE})


def case_opened(case: Case, by: Membership, on: date) -> None:
    """The first cycle begins in crisis, with weekly follow-ups."""
    open_cycle(by=by, on=on, case=case)


def case_closed(case: Case, by: Membership, on: date) -> None:
    """The clock stops; with consent follow-up goes on after closure."""
    cycle = running_cycle(case)
    if cycle is not None:
        end_cycle(by=by, on=on, cycle=cycle, outcome=case.closure_outcome)


def case_reopened(case: Case, by: Membership, on: date) -> None:
    """A new cycle with its own clock; it begins close, the phase is then decided by people (R-09)."""
    open_cycle(by=by, on=on, case=case, basis=PhaseBasis.SETBACK)


def risk_assessed(assessment: RiskAssessment, by: Membership, on: date) -> None:
    """The level sets how soon the next contact is."""
    plan_follow_ups(by=by, on=on, case=assessment.case)


def consent_changed(consent: Consent, by: Membership, on: date) -> None:
    """A yes or no to services or to contact after closure changes the schedule at once."""
    if consent.purpose in _RESCHEDULING:
        plan_follow_ups(by=by, on=on, case=consent.case)


def contact_plan_set(plan: ContactPlan, by: Membership, on: date) -> None:
    """A newly agreed safe way ends "no contact", a plan without one begins it."""
    plan_follow_ups(by=by, on=on, case=plan.case)


def episode_recorded(episode: TraffickingEpisode, by: Membership, on: date) -> None:
    """Exploited again after assistance: always a new cycle, entered in crisis, in a closed case too (R-10).

    How the case had ended stays in its cycle and closure requests, superseded from that day on.
    """
    case = episode.case
    if case is None or episode.relation_to_assistance != RelationToAssistance.AFTER:
        return
    if not case.is_open:
        reopen_case(by=by, on=on, case=case)
        enter_at(by=by, on=on, case=case, phase=Phase.CRISIS, basis=PhaseBasis.RE_TRAFFICKING)
        return
    cycle = running_cycle(case)
    if cycle is None or cycle.started_on >= (episode.started_on or on):
        return  # this cycle began because of it
    end_cycle(by=by, on=on, cycle=cycle, outcome=ClosureOutcome.NOT)
    open_cycle(by=by, on=on, case=case, entry_phase=Phase.CRISIS, basis=PhaseBasis.RE_TRAFFICKING)


def risk_phase_limit(case: Case, on: date) -> int | None:
    """The longest gap between risk reviews that the phase allows (domain 2.7)."""
    cycle = running_cycle(case)
    return RISK_REVIEW_DAYS[cycle.phase] if cycle else None


def register() -> None:
    """Put these into the lists of the case file."""
    from cases import hooks
    from renate.accounts.operations import settings
    from shelters import programme

    programme.providers.append(plan_line)
    settings.on_changed.append(remind_anew)
    hooks.on_case_opened.append(case_opened)
    hooks.on_case_closed.append(case_closed)
    hooks.on_case_reopened.append(case_reopened)
    hooks.on_risk_assessed.append(risk_assessed)
    hooks.on_consent_recorded.append(consent_changed)
    hooks.on_consent_withdrawn.append(consent_changed)
    hooks.on_episode_recorded.append(episode_recorded)
    hooks.risk_phase_limit.append(risk_phase_limit)
    hooks.on_contact_plan_set.append(contact_plan_set)
