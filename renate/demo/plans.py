"""Plans in the person's own words: goals on weak factors, services now, later or never (S2-44, R-18)."""

from dataclasses import dataclass
from datetime import date

from reintegration.catalogue import SERVICES
from reintegration.codes import (
    AgreedForm,
    GoalStatus,
    Phase,
    PlanItemStatus,
    PlanStatus,
    Timing,
    UnmetReason,
)
from reintegration.rules.plans import review_due_after
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.people import Profile
from renate.demo.scores import Assessment
from renate.demo.story import MANAGER, CaseStory, Item, Plan, Row, clip, days

_MIN_GAP = 120
_GOALS_NOW = {GoalStatus.OPEN: 7, GoalStatus.PARTLY_MET: 3}
_GOALS_THEN = {
    GoalStatus.MET: 5, GoalStatus.PARTLY_MET: 4, GoalStatus.CHANGED: 1, GoalStatus.DROPPED_BY_PERSON: 1,
}  # fmt: skip
_STATUS_NOW = {
    PlanItemStatus.IN_PROGRESS: 9, PlanItemStatus.AGREED: 5, PlanItemStatus.COMPLETED: 2,
    PlanItemStatus.STOPPED: 1, PlanItemStatus.UNAVAILABLE: 1.4, PlanItemStatus.REFERRED: 1,
}  # fmt: skip
_STATUS_THEN = {
    PlanItemStatus.COMPLETED: 14, PlanItemStatus.IN_PROGRESS: 2, PlanItemStatus.STOPPED: 1,
    PlanItemStatus.UNAVAILABLE: 1.4, PlanItemStatus.REFERRED: 1,
}  # fmt: skip
_UNMET = {
    UnmetReason.WAITING_LIST: 4, UnmetReason.NOT_IN_AREA: 3, UnmetReason.COST: 2, UnmetReason.NO_PERMIT: 1,
}  # fmt: skip
WORKING_AGE = 15


def plans(luck: Luck, case: CaseStory, profile: Profile) -> list[Plan]:
    """Every version of one case; the last is the one worked with, or closed with the cycle."""
    moments = _moments(luck, case)
    told: list[Plan] = []
    declined: list[Row] = []
    for n, day in enumerate(moments):
        until = moments[n + 1] if n + 1 < len(moments) else case.last_day()
        plan = _version(luck, case, profile, (n + 1, day, until), declined)
        declined = [item.values for _goal, items in plan.goals for item in items if _is_declined(item.values)]
        told.append(plan)
    if told:
        _settle_last(luck, case, told[-1])
    return told


def _moments(luck: Luck, case: CaseStory) -> list[date]:
    """The first plan within two weeks, a new version when much has changed."""
    moments: list[date] = []
    for course in case.courses:
        starts = [
            course.started_on,
            *(span.from_on for span in course.spans[1:] if span.phase != Phase.FOLLOW_UP),
        ]
        for start in starts:
            day = start + days(luck.number(3, 13))
            spaced = not moments or (day - moments[-1]).days > _MIN_GAP
            if spaced and day < course.until and day <= case.last_day():
                moments.append(day)
    return moments


@dataclass(frozen=True)
class _Talk:
    """The talk in which one version was agreed."""

    luck: Luck
    profile: Profile
    phase: str
    agreed: date
    until: date
    is_current: bool  # the version of an open case that one works with
    refused: frozenset[str]

    def items(self, factor: int, goal_status: str) -> list[Item]:
        """The services for one goal, each with the person's choice of time."""
        services = [code for code in load("work")["factors"][str(factor)] if code not in self.refused]
        if self.profile.age_on(self.agreed) < WORKING_AGE:
            services = [code for code in services if not code.startswith("economic.")]
        wanted = self.luck.some(services, self.luck.weighted({1: 5, 2: 3}))
        return [Item(self._item(code, goal_status)) for code in wanted]

    def _item(self, code: str, goal_status: str) -> Row:
        luck = self.luck
        timing = luck.weighted({Timing.NOW: 66, Timing.LATER: 20, Timing.NEVER: 14})
        if timing == Timing.NOW and not SERVICES[code].is_offered_in(self.phase):
            timing = Timing.LATER
        status = self._status(timing, goal_status)
        return {
            "service": code,
            "timing": timing,
            "decided_on": self.agreed,
            "provider_kind": luck.pick(SERVICES[code].providers[:2]),
            "responsible": MANAGER,
            "due_on": self.agreed + days(luck.number(14, 120)) if timing == Timing.NOW else None,
            "start_after": self.agreed + days(luck.number(60, 200)) if timing == Timing.LATER else None,
            "status": status,
            "unmet_reason": luck.weighted(_UNMET) if status == PlanItemStatus.UNAVAILABLE else "",
            "offer_again": timing == Timing.NEVER and luck.chance(0.4),
        }

    def _status(self, timing: str, goal_status: str) -> str:
        if timing == Timing.NEVER:
            return PlanItemStatus.DECLINED_BY_PERSON
        if timing == Timing.LATER:
            return PlanItemStatus.PLANNED_LATER
        if goal_status == GoalStatus.DROPPED_BY_PERSON:
            return PlanItemStatus.STOPPED
        return self.luck.weighted(_STATUS_NOW if self.is_current else _STATUS_THEN)


def _version(
    luck: Luck, case: CaseStory, profile: Profile, frame: tuple[int, date, date], declined: list[Row]
) -> Plan:
    number, drafted, until = frame
    agreed = min(drafted + days(luck.weighted({0: 6, 1: 2, 4: 1})), until)
    phase = case.phase_on(agreed) or Phase.CRISIS
    values: Row = {
        "version": number,
        "status": PlanStatus.SUPERSEDED,
        "drafted_on": drafted,
        "agreed_on": agreed,
        "agreed_form": _agreed_form(luck, profile, agreed),
        "review_due": review_due_after(agreed, phase),
        "copy_offered": luck.chance(0.8),
        "copy_is_safe": luck.weighted({True: 7, False: 2, None: 1}),
    }
    is_current = case.is_open and until == case.last_day()
    refused = frozenset(row["service"] for row in declined)
    talk = _Talk(luck, profile, phase, agreed, until, is_current, refused)
    goals = []
    for priority, factor in enumerate(_weakest(_assessment_at(case, agreed), luck), start=1):
        status = luck.weighted(_GOALS_NOW if is_current else _GOALS_THEN)
        wording = luck.pick(load("words")["goals"][str(factor)])
        goal = {"factor": factor, "wording": wording, "priority": priority, "status": status}
        goals.append((goal | {"target_on": agreed + days(luck.number(60, 280))}, talk.items(factor, status)))
    if declined and goals:
        goals[0][1].extend(Item(dict(row)) for row in declined)
    return Plan(values, goals, until)


def _agreed_form(luck: Luck, profile: Profile, on: date) -> str:
    if on < profile.adult_on:
        return AgreedForm.GUARDIAN_ASSENT
    if profile.values["interpreter_needed"]:
        return AgreedForm.WITH_INTERPRETER
    return luck.weighted({AgreedForm.SIGNED: 7, AgreedForm.VERBAL: 3})


def _assessment_at(case: CaseStory, day: date) -> Assessment | None:
    known = [each for rounds in case.assessments for each in rounds if each.on <= day]
    later = [each for rounds in case.assessments for each in rounds]
    return known[-1] if known else later[0] if later else None


def _weakest(assessment: Assessment | None, luck: Luck) -> list[int]:
    """The factors one works on: the lowest scores, three of them as a rule."""
    scores = assessment.worker() if assessment else {1: 1, 5: 1, 10: 2}
    order = sorted(scores, key=lambda n: (scores[n], luck.number(0, 99)))
    return order[: luck.weighted({2: 3, 3: 5, 4: 1})]


def _is_declined(values: Row) -> bool:
    return values["status"] == PlanItemStatus.DECLINED_BY_PERSON


def _settle_last(luck: Luck, case: CaseStory, plan: Plan) -> None:
    """What the newest version is today: closed with the case, or worked with; in an open case a review
    that fell due long ago was held, but for a few."""
    if not case.is_open:
        plan.values["status"] = PlanStatus.CLOSED
        return
    started = any(
        item.values["status"] == PlanItemStatus.IN_PROGRESS for _goal, items in plan.goals for item in items
    )
    plan.values["status"] = PlanStatus.ACTIVE if started else PlanStatus.AGREED
    due = plan.values["review_due"]
    if due < case.until and not luck.chance(0.12):
        held = clip(case.until - days(luck.number(0, 25)), plan.values["agreed_on"], case.until)
        plan.values["review_due"] = review_due_after(held, case.phase_on(case.until))
