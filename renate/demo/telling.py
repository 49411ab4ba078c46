"""From a fate to a whole story: first who and when, then (once beds are given) everything that happened."""

from collections.abc import Sequence
from datetime import date

from cases.codes import ClosureOutcome
from reintegration.codes import Phase, PhaseBasis
from reintegration.rules.readiness import Assessed, ReadinessFacts, readiness_for
from renate.demo import (
    arrival,
    consents,
    contacts,
    experience,
    houses,
    people,
    plans,
    safety,
    scores,
    setbacks,
)
from renate.demo.cohort import ENDINGS, SUCCESS, Ending, Fate
from renate.demo.deliveries import Purse, Teller
from renate.demo.figures import PERIOD_TO
from renate.demo.luck import Luck
from renate.demo.scores import Aim, Assessment
from renate.demo.story import CaseStory, PersonStory, Setting, days
from renate.demo.timeline import Course, finished

_READY_PHASES = frozenset({Phase.TRANSITION, Phase.REINTEGRATION, Phase.FOLLOW_UP})


def frame(setting: Setting, fate: Fate) -> PersonStory:
    """Who somebody of the first years is, what had happened, and the run of the cases."""
    luck = Luck(setting.seed, setting.key, "person", fate.number)
    older = fate.previously or fate.again_on is not None
    profile = people.person(luck, setting.country, fate.opened_on, oldest_first=older)
    profile.family.extend(people.family(luck, profile, setting.country, fate.opened_on, fate.secondary))
    cases = _cases(luck, fate, setting.today)
    person = PersonStory(fate, profile, setting.country, cases)
    told = experience.episodes(luck, profile, setting.country, fate.opened_on, previously=fate.previously)
    person.episodes = [(0, row) for row in told]
    if fate.again_on:
        back = cases[-1].courses[-1].started_on
        row = experience.again(luck, profile, setting.country, fate.again_on, back - days(luck.number(1, 9)))
        person.episodes.append((len(cases) - 1, row))
    for case in cases:
        case.manager = luck.number(0, setting.managers - 1)
        case.wishes = houses.wishes(luck, case, profile)
    return person


def _cases(luck: Luck, fate: Fate, today: date) -> list[CaseStory]:
    ending = fate.ending
    assert ending is not None  # noqa: S101 - everybody of the first years has left by now
    if fate.again_on is None:
        course = finished(luck, 1, fate.opened_on, ending.on, ending.outcome, planned=ending.is_planned)
        return [CaseStory(fate.opened_on, min(today, ending.on + days(400)), [course], ending)]
    back = min(fate.again_on + days(luck.number(35, 150)), PERIOD_TO - days(20))
    last = _second_ending(luck, back)
    if fate.again_while_open:
        first = finished(luck, 1, fate.opened_on, fate.again_on, ClosureOutcome.NOT, planned=False)
        second = finished(luck, 2, back, last.on, last.outcome, planned=last.is_planned)
        second.spans[0].basis = PhaseBasis.RE_TRAFFICKING
        return [CaseStory(fate.opened_on, last.on + days(400), [first, second], last)]
    first = finished(luck, 1, fate.opened_on, ending.on, ending.outcome, planned=ending.is_planned)
    second = finished(luck, 1, back, last.on, last.outcome, planned=last.is_planned)
    second.spans[0].basis = PhaseBasis.RE_TRAFFICKING
    return [
        CaseStory(fate.opened_on, back, [first], ending),
        CaseStory(back, last.on + days(400), [second], last),
    ]


def _second_ending(luck: Luck, back: date) -> Ending:
    """The second time ends later; well only after the cut-off, so that success there counts first times."""
    on = back + days(luck.number(150, 900))
    how = SUCCESS if on > PERIOD_TO and luck.chance(0.4) else luck.weighted(dict(list(ENDINGS.items())[:4]))
    return Ending(on, *how)


def fill(setting: Setting, person: PersonStory, purse: Purse) -> None:
    """Everything that happened in the cases of somebody of the first years."""
    luck = Luck(setting.seed, setting.key, "details", person.fate.number)
    for n, case in enumerate(person.cases):
        case.values = arrival.case_values(luck, case, person.profile, setting.country, again=n > 0)
        case.closure = arrival.closure(luck, case)
        fill_case(luck, person, case, purse, setting.today)
    if len(person.cases) > 1:
        back = person.cases[1].opened_on
        person.cases[0].values["superseded_on"] = back
        person.cases[0].setbacks.append(setbacks.after_closure(luck, back))


def fill_case(
    luck: Luck, person: PersonStory, case: CaseStory, purse: Purse, today: date, *, statistics: bool = True
) -> None:
    """Consents, safety, scores, plans, services, contacts of one case, each fitting the others."""
    profile = person.profile
    case.consents = consents.consents(
        luck, case, profile, storage=not person.storage_refused, statistics=statistics
    )
    case.placements = arrival.placements(luck, case, profile)
    case.risks = safety.risks(luck, case, present=case.situation)
    if not case.contact_plans:
        after = bool(case.ending) and consents.may_contact_after(case)
        case.contact_plans = [safety.contact_plan(luck, case, profile, after_closure=after)]
    case.notes = safety.notes(luck, case)
    case.team = arrival.team(luck, case)
    for course in case.courses:
        _assess(luck, person, case, course)
    case.plans = plans.plans(luck, case, profile)
    case.deliveries = Teller(luck, person, case, purse).tell()
    case.follow_ups = contacts.follow_ups(luck, case, today)
    for rounds, course in zip(case.assessments, case.courses, strict=True):
        _check_readiness(case, course, rounds)


def _assess(luck: Luck, person: PersonStory, case: CaseStory, course: Course) -> None:
    aim = aim_of(case, course)
    row_setbacks = setbacks.setbacks(luck, course, went_well=aim.goes_well and course.is_over)
    dependants = any(relative.is_beneficiary for relative in person.profile.family) or bool(
        person.profile.values.get("children_count")
    )
    case.setbacks += row_setbacks
    case.assessments.append(scores.assessments(luck, course, person.profile, row_setbacks, aim, dependants))


def aim_of(case: CaseStory, course: Course) -> Aim:
    """How well a cycle goes; an open one is on its way."""
    if not course.is_over:
        return Aim(goes_well=True, planned_end=False)
    is_last = course is case.courses[-1]
    planned = bool(is_last and case.ending and case.ending.is_planned)
    return Aim(
        course.outcome == ClosureOutcome.SUCCESSFUL,
        course.outcome in (ClosureOutcome.PARTLY, ClosureOutcome.ELSEWHERE),
        planned,
    )


def _check_readiness(case: CaseStory, course: Course, rounds: Sequence[Assessment]) -> None:
    """The checklist as it stood at each forward decision, by the product's own rule (R-01, R-04…R-06)."""
    for span in course.spans[1:]:
        if span.phase not in _READY_PHASES or span.basis == PhaseBasis.SETBACK:
            continue
        known = [each for each in rounds if each.on <= span.from_on]
        risk = [row for row in case.risks if row["on"] <= span.from_on]
        rating = next((each.rating for each in reversed(known) if each.rating), None)
        facts = ReadinessFacts(
            on=span.from_on,
            assessments=tuple(
                Assessed(each.on, each.kind, each.worker(), each.not_applicable()) for each in reversed(known)
            ),
            risk_level=risk[-1]["overall"] if risk else None,
            urgent_health_seen=True,
            plan_agreed=any(plan.values["agreed_on"] <= span.from_on for plan in case.plans),
            legal_status_checked=True,
            has_contact_plan=True,
            livelihood_under_way=True,
            has_housing_plan=True,
            person_agrees=True,
            post_closure_asked=False,
            trusted_people=rating["trusted_people"] if rating else None,
        )
        readiness = readiness_for(span.phase, facts)
        span.readiness = readiness.snapshot() if readiness else {}
