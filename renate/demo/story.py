"""A person's story in plain data: what the writers turn into rows.

Dictionaries hold fields of the model of the same name; where a field names a member, its value is a
seat ("manager", "coordinator", "psychologist"), which the writer fills with a membership.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from renate.demo.cohort import Ending, Fate
from renate.demo.people import Profile
from renate.demo.scores import Assessment
from renate.demo.timeline import Course

MANAGER, COORDINATOR, PSYCHOLOGIST = "manager", "coordinator", "psychologist"
Row = dict[str, Any]


@dataclass
class Wish:
    """A wish for a bed: a level of shelter from a day to a day; None while it lasts."""

    level: str
    from_on: date
    to_on: date | None
    reason_out: str = ""
    children: int = 0


@dataclass
class Bedded:
    """A wish that was met: the house and bed by their places in the plan of the organisation."""

    wish: Wish
    house: int
    bed: int
    continues: "Bedded | None" = None
    reason_in: str = ""
    expected_to: date | None = None


@dataclass
class Item:
    """One service of a plan; deliveries point to it."""

    values: Row


@dataclass
class Plan:
    """One version of a plan: each goal with its items."""

    values: Row
    goals: list[tuple[Row, list[Item]]]
    until: date


@dataclass
class CaseStory:
    """One case: the frame first, then what happened in it."""

    opened_on: date
    until: date
    courses: list[Course]
    ending: Ending | None = None
    situation: str = ""
    manager: int = 0
    wishes: list[Wish] = field(default_factory=list)
    values: Row = field(default_factory=dict)
    stays: list[Bedded] = field(default_factory=list)
    consents: list[Row] = field(default_factory=list)
    contact_plans: list[Row] = field(default_factory=list)
    risks: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    team: list[Row] = field(default_factory=list)
    closure: Row | None = None
    setbacks: list[Row] = field(default_factory=list)
    placements: list[Row] = field(default_factory=list)
    assessments: list[list[Assessment]] = field(default_factory=list)  # one list a course
    follow_ups: list[tuple[int, Row]] = field(default_factory=list)  # index of the course, row
    plans: list[Plan] = field(default_factory=list)
    deliveries: list[Row] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.ending is None

    def last_day(self) -> date:
        """The last day on which work in it is dated."""
        return self.ending.on if self.ending else self.until

    def course_on(self, day: date) -> Course:
        """The cycle that a day belongs to; the first where it lies before all."""
        return [course for course in self.courses if course.started_on <= day or course is self.courses[0]][
            -1
        ]

    def phase_on(self, day: date) -> str:
        """The decided phase of a day; empty between two cycles."""
        course = self.course_on(day)
        return "" if course.is_over and day > course.until else course.phase_on(day)


@dataclass
class PersonStory:
    """A person with everything that is told."""

    fate: Fate
    profile: Profile
    country: str
    cases: list[CaseStory]
    episodes: list[tuple[int, Row]] = field(default_factory=list)  # index of the case, row
    storage_refused: bool = False


@dataclass(frozen=True)
class Setting:
    """The organisation a story plays in, and the present day."""

    seed: int
    key: str
    country: str
    today: date
    managers: int
    caseload: int


def clip(day: date, first: date, last: date) -> date:
    """The day, or the nearer end of the range."""
    return max(first, min(day, last))


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
