"""What of a case can cross: the anonymous summary of an offer, and the ticked sections at acceptance.

One function a section, called only when its letter is ticked. They return codes and the person's own words,
never labels, so that the receiver reads them in its own language. Notes, addresses, third parties and the
other staff's names never cross (domain 8, "never").
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from cases.codes import Precision, RiskDomain, Tick
from cases.models import Case, ContactPlan, RiskAssessment, SafetyPlan, TraffickingEpisode
from cases.rules.partial_dates import PartialDate
from referrals import rules
from referrals.models import Referral, ReturnContact, ReturnLeg, ReturnProcess, ReturnStep
from referrals.rules.returns import THERE
from reintegration.models import FactorAssessment, FactorScore, Goal, PlanItem, ServicePlan

Row = dict[str, Any]
Blocks = dict[str, list[Row]]


def summary(referral: Referral, *, on: date) -> Row:
    """Enough to say yes or no, and nothing that points at a person (R-25)."""
    case = referral.case
    person = case.person
    languages = [code for code in (person.first_language, *person.other_languages) if code]
    return {
        "kind": referral.kind,
        "reason": referral.reason,
        "services_asked": list(referral.services_asked),
        "urgent": referral.urgent,
        "age_band": str(rules.age_band(person.birth_year, on=on)),
        "sex": person.sex,
        "languages": languages,
        "interpreter_needed": person.interpreter_needed,
        "country": case.organisation.country,
    }


#: Where the way and its steps stand in a package: beside the sections, under the consent to the return.
JOURNEY = "journey"


def build(
    case: Case, sections: Collection[str], *, journey: ReturnProcess | None = None
) -> dict[str, Blocks]:
    """The ticked sections as they stand now, with the way where the referral belongs to a return."""
    content = {letter: SECTIONS[letter](case) for letter in sorted(sections)}
    return content if journey is None else content | {JOURNEY: way(journey)}


def _values(instance: Any, names: Collection[str]) -> Row:
    return {name: _plain(getattr(instance, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return as_exact_as_known(value)
    return value.isoformat() if isinstance(value, date) else value


def as_exact_as_known(moment: PartialDate) -> str | None:
    """2001, 2001-05 or 2001-05-12: no day crosses that nobody knows."""
    if not moment.is_known or moment.value is None:
        return None
    return moment.value.isoformat()[: _LENGTHS[moment.precision]]


_LENGTHS: dict[str, int] = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


_PERSON = (
    "case_code",
    "legal_name",
    "preferred_name",
    "aliases",
    "birth",
    "sex",
    "citizenship",
    "country_of_birth",
    "first_language",
    "other_languages",
    "interpreter_needed",
    "education_level",
    "marital_status",
    "children_count",
)
_CONTACT = (
    "channel",
    "value",
    "language",
    "safe_times",
    "who_may_answer",
    "say_we_are",
    "may_leave_message",
    "code_word",
    "unsafe_channels",
)
_CHILD = ("relation", "birth_year", "sex", "lives_with", "dependant")
_EPISODE = (
    "relation_to_assistance",
    "asked_status",
    "purposes",
    "sex_exploitation_form",
    "labour_industry",
    "methods_of_control",
    "started",
    "ended",
    "country_of_exploitation",
    "cross_border",
    "recruitment_method",
    "exit_mode",
    "age_at_start",
    "narrative",
)


def identity(case: Case) -> Blocks:
    """Section A: who the person is, how to reach them safely, which dependants come along (without names)."""
    contact = ContactPlan.objects.filter(case=case, is_current=True)
    dependants = case.person.related_people.filter(dependant=True).order_by("birth_year", "id")
    return {
        "person": [_values(case.person, _PERSON)],
        "contact": [_values(way, _CONTACT) for way in contact],
        "dependants": [_values(someone, _CHILD) for someone in dependants],
    }


def history(case: Case) -> Blocks:
    """Section B: what happened, as far as it was asked; nothing about those who did it (section L)."""
    episodes = TraffickingEpisode.objects.filter(person=case.person).order_by("started_on", "id")
    return {"episodes": [_values(episode, _EPISODE) for episode in episodes]}


def plan(case: Case) -> Blocks:
    """Section C: the current plan, its goals in the person's own words, and the services."""
    plans = ServicePlan.objects.filter(case=case).current()
    goals = Goal.objects.filter(plan__in=plans).order_by("priority", "id")
    items = PlanItem.objects.filter(goal__plan__in=plans).order_by("due_on", "id")
    return {
        "plan": [_values(current, ("status", "agreed_on", "review_due")) for current in plans],
        "goals": [_values(goal, ("factor", "wording", "status", "target_on")) for goal in goals],
        "services": [_values(item, ("service", "timing", "status", "due_on")) for item in items],
    }


def factors(case: Case) -> Blocks:
    """Section D: the latest final assessment; scores and marks, without the worker's comments."""
    latest = FactorAssessment.objects.standing().filter(case=case).order_by("-on", "-id").first()
    if latest is None:
        return {"assessment": [], "scores": []}
    scores = FactorScore.objects.filter(assessment=latest).order_by("factor")
    return {
        "assessment": [_values(latest, ("on", "kind", "instrument_version", "months_in_programme"))],
        "scores": [_values(score, ("factor", "worker_score", "self_score", "mark")) for score in scores],
    }


_RISK = ("on", "overall", "own_level", *RiskDomain.values, "protection", "review_due")
#: Not whom to call nor where to go: those are third persons and addresses, which never cross.
_SAFETY_PLAN = (
    "agreed_on",
    "made_for_level",
    "warning_signs",
    "what_i_do",
    "documents_bag",
    "digital_steps",
    "children_steps",
    "work_and_court",
    "valid_until",
)


def safety(case: Case) -> Blocks:
    """Section E: the newest look at the risk with the signs found, and the safety plan that stands."""
    risk = RiskAssessment.objects.latest_for(case)
    plan = SafetyPlan.objects.latest_for(case)
    ticked = risk.items if risk else {}
    return {
        "risk": [_values(risk, _RISK)] if risk else [],
        "signs": [
            {"domain": domain, "sign": sign}
            for domain, signs in ticked.items()
            for sign, tick in signs.items()
            if tick == Tick.YES
        ],
        "safety_plan": [_values(plan, _SAFETY_PLAN)] if plan else [],
    }


_LEG = (
    "mode",
    "from_place",
    "to_place",
    "to_country",
    "departs_at",
    "arrives_at",
    "booking",
    "escorted",
    "met_by",
)
_HELPER = ("role", "country", "name", "reach", "languages", "knows")


def way(journey: ReturnProcess) -> Blocks:
    """The way, who helps on it, and the steps of the other end (S4-21…25)."""
    legs = ReturnLeg.objects.filter(journey=journey).order_by("departs_at", "id")
    contacts = ReturnContact.objects.filter(journey=journey).order_by("id")
    steps = ReturnStep.objects.filter(journey=journey, code__in=THERE).order_by("stage", "id")
    return {
        "way": [_values(journey, ("kind", "from_country", "to_country", "destination", "call_due_at"))],
        "legs": [_values(leg, _LEG) for leg in legs],
        "contacts": [_values(contact, _HELPER) for contact in contacts],
        "steps": [_values(step, ("code", "state")) for step in steps],
    }


#: What the small letters of the table mean for a package: who reads a section in part reads no more.
_IN_PART: dict[str, dict[str, tuple[str, ...]]] = {
    "A": {
        "person": (
            "legal_name",
            "preferred_name",
            "birth",
            "sex",
            "first_language",
            "interpreter_needed",
            "children_count",
        ),
        "dependants": _CHILD,
    },
    "B": {"episodes": ("relation_to_assistance", "purposes", "country_of_exploitation")},
    "C": {"plan": ("status", "agreed_on", "review_due")},
    "E": {"risk": ("on", "overall", "review_due"), "safety_plan": _SAFETY_PLAN},
}


def part_of(section: str, content: Blocks) -> Blocks:
    """A section for a role that reads it in part (domain 7)."""
    kept = _IN_PART.get(section)
    if kept is None:
        return content
    return {
        block: [{name: row.get(name) for name in names} for row in content.get(block, [])]
        for block, names in kept.items()
    }


SECTIONS: dict[str, Callable[[Case], Blocks]] = {
    "A": identity,
    "B": history,
    "C": plan,
    "D": factors,
    "E": safety,
}
