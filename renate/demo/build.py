"""Builds the whole demo, one organisation after the other, each in its own scope, in one transaction."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from renate import audit
from renate.accounts.roles import Role
from renate.demo import caseload, cohort, houses, money, telling
from renate.demo.deliveries import Purse
from renate.demo.figures import Share, members, shares
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.story import PersonStory, Setting
from renate.demo.writing import handover, staff
from renate.demo.writing.beyond import write_beyond
from renate.demo.writing.events import Events
from renate.demo.writing.files import Filed, Filing
from renate.demo.writing.livelihood import write_livelihood
from renate.demo.writing.money import write_grants
from renate.demo.writing.needs import write_needs
from renate.demo.writing.papers import write_papers
from renate.demo.writing.reports import draft_reports
from renate.demo.writing.sheet import Seats, Sheet
from renate.demo.writing.shelters import write_daily_life, write_houses, write_stays
from renate.demo.writing.work import Working
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation

EARLY_REFERRALS = 3  # of the first years, by each organisation
Say = Callable[[str, float], None]


@dataclass
class Place:
    """One organisation of the demo while it is being built."""

    row: dict
    share: Share
    number: int
    organisation: Organisation
    setting: Setting
    sheet: Sheet
    seats: Seats | None = None
    to_refer: list[Filed] = field(default_factory=list)
    referred_early: list[Filed] = field(default_factory=list)


@dataclass
class Summary:
    """What was built."""

    organisations: int = 0
    persons: int = 0
    rows: int = 0
    seconds: float = 0.0


def is_there() -> bool:
    """Whether the demo was loaded before."""
    with scope.enter(platform=True):
        return Organisation.objects.filter(name=load("organisations")["secretariat"]["name"]).exists()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hundreds of thousands of small objects that all live: looking for garbage took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic
@_no_collecting()
def build(*, organisations: int = 9, scale: float = 1.0, seed: int = 1, say: Say | None = None) -> Summary:
    """Tell and write everything, or nothing: a start that breaks off leaves no half of a demo.

    `scale` shrinks the figures of the first years and the caseloads alike.
    """
    began = time.monotonic()
    timed = _timer(say)
    summary = Summary(organisations)
    places = []
    for number, row in enumerate(members(organisations)):
        place = _open(row, shares(scale)[number], number, seed, scale)
        with scope.enter(organisation=place.organisation), timed(row["short_name"]):
            summary.persons += _build_one(place)
        summary.rows += place.sheet.written
        places.append(place)
    with timed("referrals"):
        handover.refer(places, seed)
        for place in places:
            write_beyond(place)
    with timed("secretariat"):
        _open_secretariat(seed)
    summary.seconds = time.monotonic() - began
    return summary


def _timer(say: Say | None) -> Callable[[str], AbstractContextManager[None]]:
    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        if say:
            say(stage, time.monotonic() - began)

    return timed


def _open(row: dict, share: Share, number: int, seed: int, scale: float) -> Place:
    organisation = staff.open_member(row)
    with scope.enter(organisation=organisation):
        today = clock.today()
    count = row["caseload"] if scale == 1.0 else max(13, round(row["caseload"] * scale))
    setting = Setting(seed, row["key"], row["country"], today, row["managers"], count)
    return Place(row, share, number, organisation, setting, Sheet(Luck(seed, row["key"], "ids")))


def _build_one(place: Place) -> int:
    setting, sheet = place.setting, place.sheet
    place.seats = staff.seat_staff(place.row, place.number, Luck(setting.seed, setting.key, "staff"))
    grants = money.grants(place.share, setting.today, Luck(setting.seed, setting.key, "money"))
    people, built = _tell(place, Purse(grants))
    rows = write_grants(sheet, grants, setting.today)
    beds = write_houses(sheet, built, place.row["region"], setting.today)
    filed = Filing(sheet, place.seats, Luck(setting.seed, setting.key, "codes")).file(people)
    write_stays(sheet, filed, beds)
    write_needs(sheet, filed, Luck(setting.seed, setting.key, "needs"))
    write_daily_life(sheet, filed, Luck(setting.seed, setting.key, "days in the house"), setting.today)
    Events(sheet, place.seats, setting).write(filed)
    Working(sheet, place.seats, Luck(setting.seed, setting.key, "words"), rows).write(filed)
    adviser, livelihood = place.seats.managers[0], Luck(setting.seed, setting.key, "livelihood")
    write_livelihood(sheet, filed, adviser, place.row["country"], livelihood, setting.today)
    handover.write_partners(sheet, place.row)
    draft_reports(place.seats.one(Role.OFFICER), setting.today)
    write_papers(place.seats.one(Role.CASE_MANAGER), place.seats.one(Role.COORDINATOR), setting.today)
    luck = Luck(setting.seed, setting.key, "referrals")
    place.to_refer = luck.shuffled([each for each in filed if handover.may_be_referred(each)])
    place.referred_early = luck.some(
        [each for each in filed if handover.was_long_here(each)], EARLY_REFERRALS
    )
    audit.record("demo.loaded", on=place.organisation, persons=len(people))
    return len(people)


def _tell(place: Place, purse: Purse) -> tuple[list[PersonStory], list[houses.House]]:
    setting = place.setting
    early = [telling.frame(setting, fate) for fate in cohort.first_years(place.share, setting.seed)]
    present = caseload.frames(setting)
    built = houses.houses_of(place.row["houses"])
    houses.allot(early + present, built, Luck(setting.seed, setting.key, "beds"))
    for person in early:
        telling.fill(setting, person, purse)
    for person in present:
        caseload.fill(setting, person, purse)
    return early + present, built


def _open_secretariat(seed: int) -> None:
    office = staff.open_secretariat()
    with scope.enter(organisation=office):
        staff.seat_secretary(Luck(seed, "secretariat"))
        audit.record("demo.loaded", on=office)
