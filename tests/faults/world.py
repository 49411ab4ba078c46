"""Organisations with people to remind: cases with planned follow-ups and with papers that end."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from cases.codes import CaseStatus, DocumentKind, DocumentStatus, NeedsKind
from cases.models import Case, IdentityDocument, NeedsAssessment, Person
from reintegration.codes import Phase
from reintegration.follow_up_codes import Anchor
from reintegration.models import FollowUp, ProgrammeCycle
from renate.accounts.models import Membership, User
from renate.accounts.operations import open_organisation
from renate.accounts.roles import Role
from renate.notices.models import OfficeCalendar, Preference
from renate.tenancy import scope
from renate.tenancy.models import Organisation

ZONES = ("Europe/Tirane", "Europe/Sofia", "Europe/Bucharest", "UTC")
HOURS = (None, None, 2, 3, 8)  # two and three o'clock are the hours that clock changes leave out or repeat
FAR = timedelta(days=400)


@dataclass(frozen=True)
class Subject:
    """One row to be reminded of, as the oracle knows it."""

    name: str
    due_on: date
    worker: int
    leads: tuple[int, ...]


@dataclass
class House:
    """One organisation of the run."""

    organisation: Organisation
    follow_ups: list[Subject] = field(default_factory=list)
    papers: list[Subject] = field(default_factory=list)


def build(houses: int, follow_ups: int, days: list[date], luck: random.Random) -> list[House]:
    """So many organisations, with so many follow-ups in all that fall due over the days."""
    return [_house(number, follow_ups // houses, days, luck) for number in range(houses)]


def _house(number: int, follow_ups: int, days: list[date], luck: random.Random) -> House:
    zone = ZONES[number % len(ZONES)]
    organisation = open_organisation(
        name=f"House {number}", short_name=f"H{number}", country="AL", time_zone=zone
    )
    house = House(organisation)
    with scope.enter(organisation=organisation):
        OfficeCalendar.objects.create(keeps_holidays=False)
        workers = [_member(number, seat, Role.CASE_MANAGER, luck) for seat in range(6)]
        leads = tuple(_member(number, 10 + seat, Role.COORDINATOR, luck) for seat in range(2))
        cases = _cases(max(follow_ups // 4, 1), days[0], workers, luck)
        _follow_ups(house, cases, leads, follow_ups, days, luck)
        _papers(house, cases[: len(cases) // 3], days, luck)
    return house


def _member(house: int, seat: int, role: str, luck: random.Random) -> int:
    user = User.objects.create(email=f"h{house}s{seat}@example.org", full_name="Staff")
    member = Membership.objects.create(user=user, role=role)
    if (hour := luck.choice(HOURS)) is not None:
        Preference.objects.create(membership=member, hour=hour)
    return member.pk


def _cases(count: int, on: date, workers: list[int], luck: random.Random) -> list[Case]:
    people = Person.objects.bulk_create(Person(birth_year=1990) for _ in range(count))
    cases = Case.objects.bulk_create(
        Case(
            person=person, case_manager_id=luck.choice(workers), status=CaseStatus.ACTIVE,
            opened_on=on - timedelta(days=90),
        )
        for person in people
    )  # fmt: skip
    ProgrammeCycle.objects.bulk_create(
        # In follow-up neither phases, plans nor assessments fall due, so the oracle knows all there is.
        ProgrammeCycle(
            case=case, started_on=case.opened_on, phase=Phase.FOLLOW_UP, entry_phase=Phase.FOLLOW_UP,
            phase_decided_on=case.opened_on,
        )
        for case in cases
    )  # fmt: skip
    NeedsAssessment.objects.bulk_create(
        NeedsAssessment(
            case=case,
            kind=NeedsKind.INITIAL,
            on=case.opened_on,
            by_id=case.case_manager_id,
            repeat_on=on + FAR,
        )
        for case in cases
    )
    return cases


def _follow_ups(
    house: House, cases: list[Case], leads: tuple[int, ...], count: int, days: list[date], luck: random.Random
) -> None:
    cycles = dict(ProgrammeCycle.objects.values_list("case_id", "pk"))
    rows = []
    for number in range(count):
        case, due_on = cases[number % len(cases)], luck.choice(days)
        rows.append(
            FollowUp(
                case=case, cycle_id=cycles[case.pk], anchor=Anchor.PHASE, interval_days=7, due_on=due_on,
                window_start=due_on, window_end=due_on, lapse_on=due_on + FAR, remind_on=due_on,
            )
        )  # fmt: skip
    for row in FollowUp.objects.bulk_create(rows, batch_size=1000):
        worker = row.case.case_manager_id
        house.follow_ups.append(Subject(f"follow-up:{row.public_id}", row.due_on, worker, leads))


def _papers(house: House, cases: list[Case], days: list[date], luck: random.Random) -> None:
    rows = IdentityDocument.objects.bulk_create(
        IdentityDocument(
            person=case.person, kind=DocumentKind.PASSPORT, status=DocumentStatus.VALID,
            expires_on=luck.choice(days) + timedelta(days=luck.choice((30, 60, 90))),
        )
        for case in cases
    )  # fmt: skip
    for case, row in zip(cases, rows, strict=True):
        worker = case.case_manager_id
        assert worker is not None
        house.papers.append(Subject(f"document:{row.public_id}", row.expires_on, worker, ()))
