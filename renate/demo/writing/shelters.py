"""Shelters, beds, stays."""

from collections.abc import Iterable
from datetime import date, timedelta

from cases.codes import TargetPopulation
from renate.demo.houses import OPENED_ON, PLACES_FOR_CHILDREN, House
from renate.demo.luck import Luck
from renate.demo.story import Bedded
from renate.demo.writing.files import Filed
from renate.demo.writing.sheet import Sheet
from shelters.codes import AbsenceKind, ApartKind, HouseCare, SafetyMeasure, ShelterLevel, Urgency
from shelters.models import Absence, Bed, BedRequest, HouseRules, KeepApart, Shelter, Stay

_CARE: dict[str, list[HouseCare]] = {
    ShelterLevel.CRISIS: [HouseCare.STAFF_DAY_AND_NIGHT, HouseCare.SOCIAL_WORK, HouseCare.PSYCHOLOGIST],
    ShelterLevel.REHABILITATION: [HouseCare.SOCIAL_WORK, HouseCare.COUNSELLING, HouseCare.TEACHING],
    ShelterLevel.LONG_TERM: [HouseCare.SOCIAL_WORK],
}
_RULES = """Quiet from ten in the evening to seven in the morning.
Nobody tells anybody where the house is.
Location sharing is off on every phone.
Visitors meet us outside, never here.
Everybody cooks and cleans in turns.
What somebody tells you stays with you."""


def write_houses(sheet: Sheet, houses: list[House], region: str, today: date) -> list[list[Bed]]:
    """The shelters of an organisation; returns the beds of each."""
    beds = []
    for number, house in enumerate(houses, start=1):
        shelter = sheet.add(
            Shelter,
            name=house.name,
            level=house.level,
            region=region,
            address=f"Invented Street {number}, second door",
            police_contact="Duty officer, station 2, +000 00 000000",
            police_contact_checked_on=today - timedelta(days=20 * number),
            safety_measures=[
                SafetyMeasure.SECRET_ADDRESS,
                SafetyMeasure.CONTROLLED_ENTRY,
                SafetyMeasure.FIRE_SAFETY,
            ],
            security_features="Camera at the gate; door code changed monthly.",
            professional_care=_CARE[house.level],
            daily_life="Meals and cleaning are shared in turns. A talk with the social worker every week.",
            accepts_sexes=house.sexes,
            max_children=PLACES_FOR_CHILDREN,
            target_populations=[TargetPopulation.VOT],
            opened_on=OPENED_ON,
            **({"model_of_care": "res_semi_independent"} if house.level == "long_term" else {}),
        )
        beds.append([sheet.add(Bed, shelter=shelter, **row) for row in house.rooms()])
        sheet.add(HouseRules, shelter=shelter, version=1, valid_from=OPENED_ON, text=_RULES)
    sheet.write(Shelter, Bed, HouseRules)
    return beds


def write_stays(sheet: Sheet, filed: Iterable[Filed], beds: list[list[Bed]]) -> None:
    """Who slept where; a stay that goes on from another is written after it."""
    layers: list[list[Stay]] = []
    for each in filed:
        rows: dict[int, Stay] = {}
        for depth, told in enumerate(each.story.stays):
            row = _stay(sheet, each, told, beds, rows)
            rows[id(told)] = row
            if depth == len(layers):
                layers.append([])
            layers[depth].append(row)
    for layer in layers:
        sheet.insert(Stay, layer)


def write_daily_life(sheet: Sheet, filed: list[Filed], luck: Luck, today: date) -> None:
    """Who is away tonight, who waits for a bed, and two who should be kept apart."""
    staying = list(Stay.objects.open().filter(from_on__lte=today - timedelta(days=14)).order_by("public_id"))
    for stay in luck.some(staying, 2):
        left = today - timedelta(days=luck.number(1, 4))
        back = left + timedelta(days=luck.number(2, 6))
        why = luck.pick([AbsenceKind.AGREED_LEAVE, AbsenceKind.HOSPITAL])
        sheet.add(Absence, stay=stay, from_on=left, expected_back_on=back, kind=why)
    housed = {stay.case_id for stay in Stay.objects.open()}
    lately = [each for each in filed if each.story.is_open and each.case.pk not in housed]
    for each in luck.some(lately, 3):
        asked = max(each.case.opened_on, today - timedelta(days=luck.number(0, 12)))
        level, urgency = luck.pick(list(ShelterLevel)), luck.pick(list(Urgency))
        sheet.add(BedRequest, case=each.case, level=level, urgency=urgency, asked_on=asked)
    if len(lately) > 1:
        one, other = luck.some(lately, 2)
        kind, noted = ApartKind.CO_TRAFFICKED, max(one.case.opened_on, other.case.opened_on)
        sheet.add(KeepApart, case=one.case, person=other.case.person, kind=kind, noted_on=noted)
    sheet.write(Absence, BedRequest, KeepApart)


def _stay(sheet: Sheet, each: Filed, told: Bedded, beds: list[list[Bed]], rows: dict[int, Stay]) -> Stay:
    return Stay(
        public_id=sheet.new_id(),
        case=each.case,
        bed=beds[told.house][told.bed],
        continues=rows.get(id(told.continues)),
        from_on=told.wish.from_on,
        to_on=told.wish.to_on,
        expected_to=told.expected_to,
        reason_in=told.reason_in,
        reason_out=told.wish.reason_out if told.wish.to_on else "",
        children_with=told.wish.children,
    )
