"""How a case came, was cared for and closed: the fields of the case itself."""

from datetime import date

from cases.codes import (
    CaseStatus,
    ClosureReason,
    ClosureState,
    Complexity,
    Confidentiality,
    IdentificationStatus,
    IntakeRoute,
    ModelOfCare,
    SupportMode,
    TargetPopulation,
)
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.people import Profile
from renate.demo.story import COORDINATOR, MANAGER, CaseStory, Row, clip, days

_LEVEL_OF_MODEL = {"long_term": ModelOfCare.RES_SEMI_INDEPENDENT}
_SUMMARY = {
    ClosureReason.GOALS_MET: 0,
    ClosureReason.TAKEN_OVER: 1,
    ClosureReason.TRANSFERRED: 1,
    ClosureReason.LEFT: 2,
    ClosureReason.LOST_CONTACT: 3,
    ClosureReason.DECEASED: 3,
}


def case_values(luck: Luck, case: CaseStory, profile: Profile, country: str, *, again: bool = False) -> Row:
    """All fields of the case but person, manager and the day of opening."""
    tables = load("profile")["arrival"]
    values = luck.values(tables) | _care(luck, case) | _identified(luck, case, country)
    values |= _fitting(values, profile, case.opened_on)
    values["complexity"] = _complexity(luck, profile, case.opened_on, again=again)
    values["in_detention"] = luck.weighted({False: 17, True: 1, None: 2})
    values["held_with_traffickers"] = luck.weighted({False: 18, True: 1, None: 4})
    values["first_responder"] = values["intake_route"]
    values["confidentiality"] = luck.weighted({Confidentiality.STANDARD: 93, Confidentiality.RESTRICTED: 7})
    values["status"] = CaseStatus.ACTIVE
    if case.ending:
        values |= {
            "status": CaseStatus.CLOSED,
            "closed_on": case.ending.on,
            "closure_reason": case.ending.reason,
            "closure_outcome": case.ending.outcome,
        }
    return values


def _fitting(values: Row, profile: Profile, on: date) -> Row:
    """Another word where the one drawn fits neither an adult nor a man."""
    unfit: set[str] = set()
    if profile.age_on(on) >= 18:
        unfit |= {TargetPopulation.CHILDREN_WITHOUT_CARE, IntakeRoute.SCHOOL}
    if not profile.is_female:
        unfit |= {TargetPopulation.WOMEN_AT_RISK, TargetPopulation.DOMESTIC_VIOLENCE}
    usual = {"target_population": TargetPopulation.VOT, "intake_route": IntakeRoute.SOCIAL_SERVICES}
    return {name: value for name, value in usual.items() if values[name] in unfit}


def _care(luck: Luck, case: CaseStory) -> Row:
    if not case.stays:
        model = luck.weighted(load("profile")["care_without_bed"])
        return {"support_mode": SupportMode.NON_RESIDENTIAL, "model_of_care": model}
    nights = sum(((stay.wish.to_on or case.until) - stay.wish.from_on).days for stay in case.stays)
    mostly = nights * 2 > (case.last_day() - case.opened_on).days
    model = _LEVEL_OF_MODEL.get(case.stays[-1].wish.level, ModelOfCare.RES_SHELTER)
    return {"support_mode": SupportMode.RESIDENTIAL if mostly else SupportMode.MIXED, "model_of_care": model}


def _identified(luck: Luck, case: CaseStory, country: str) -> Row:
    formally = luck.chance(0.78)
    presumed = case.opened_on - days(luck.weighted({0: 5, 2: 3, 9: 2}))
    day = clip(case.opened_on + days(luck.number(-8, 50)), presumed, case.last_day())
    values: Row = {
        "identification_status": IdentificationStatus.ACTUAL if formally else IdentificationStatus.POSSIBLE,
        "presumed_on": presumed,
        "identified_on": day if formally else None,
        "country_of_identification": country,
    }
    return values if formally else values | {"identified_by": ""}


def _complexity(luck: Luck, profile: Profile, on: date, *, again: bool) -> list[str]:
    found = {luck.weighted(load("profile")["complexity"]) for _ in range(luck.weighted({0: 5, 1: 4, 2: 2}))}
    if not profile.is_female:
        found.discard(Complexity.PREGNANT)
    if profile.age_on(on) < 18 and luck.chance(0.3):
        found.add(Complexity.UNACCOMPANIED_CHILD)
    if profile.values.get("children_count"):
        found.add(Complexity.DEPENDANTS)
    if again:
        found.add(Complexity.RE_TRAFFICKED)
    return sorted(found)


def closure(luck: Luck, case: CaseStory) -> Row | None:
    """The request that closed the case: asked by the case manager, approved by the coordinator (R-14)."""
    if case.ending is None:
        return None
    text = load("words")["closings"]
    return {
        "state": ClosureState.APPROVED,
        "on": case.ending.on,
        "by": MANAGER,
        "reason": case.ending.reason,
        "outcome": case.ending.outcome,
        "summary": text[_SUMMARY.get(ClosureReason(case.ending.reason), 4)],
        "decided_on": min(case.ending.on + days(luck.weighted({0: 4, 1: 3, 3: 2})), case.until),
        "decided_by": COORDINATOR,
    }


def placements(luck: Luck, case: CaseStory, profile: Profile) -> list[Row]:
    """Where the person went to live, and perhaps to work, after the shelter or in the second phase."""
    told: list[Row] = []
    open_stay = any(stay.wish.to_on is None for stay in case.stays)
    left = [stay.wish.to_on for stay in case.stays if stay.wish.to_on]
    course = case.courses[-1] if case.is_open else case.courses[0]
    day = max(left) if left else course.started_on + days(luck.number(10, 90))
    if not open_stay and day < min(course.until, case.last_day()) and luck.chance(0.72):
        minor = profile.age_on(day) < 18
        table = {
            "own_family": 40,
            "extended_family": 8,
            "independent_rented": 30,
            "shared_rented": 16,
            "other": 2,
        }
        child_table = {"own_family": 56, "extended_family": 14, "foster_family": 16, "group_home": 14}
        told.append(_placement(luck, luck.weighted(child_table if minor else table), day))
    later = [span for span in course.spans if span.phase == "reintegration"]
    if later and profile.age_on(later[0].from_on) >= 16 and luck.chance(0.45):
        last = later[-1].to_on or course.until
        told.append(_placement(luck, "job_placement", luck.day(later[0].from_on, last)))
    return told


def _placement(luck: Luck, kind: str, day: date) -> Row:
    return {"kind": kind, "from_on": day, "to_on": None, "agreed_by_person": luck.chance(0.95)}


def team(luck: Luck, case: CaseStory) -> list[Row]:
    """The psychologist joins some cases; the row ends with the case."""
    if not luck.chance(0.3 if case.is_open else 0.12):
        return []
    start = clip(case.opened_on + days(luck.number(2, 30)), case.opened_on, case.last_day())
    return [
        {"membership": "psychologist", "from_on": start, "to_on": case.ending.on if case.ending else None}
    ]
