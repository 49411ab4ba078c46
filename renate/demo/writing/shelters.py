"""Shelters, beds, stays."""

from collections.abc import Iterable

from cases.codes import TargetPopulation
from renate.demo.houses import OPENED_ON, PLACES_FOR_CHILDREN, House
from renate.demo.story import Bedded
from renate.demo.writing.files import Filed
from renate.demo.writing.sheet import Sheet
from shelters.models import Bed, Shelter, Stay


def write_houses(sheet: Sheet, houses: list[House], region: str) -> list[list[Bed]]:
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
            security_features="Camera at the gate; door code changed monthly.",
            accepts_sexes=house.sexes,
            max_children=PLACES_FOR_CHILDREN,
            target_populations=[TargetPopulation.VOT],
            opened_on=OPENED_ON,
            **({"model_of_care": "res_semi_independent"} if house.level == "long_term" else {}),
        )
        beds.append([sheet.add(Bed, shelter=shelter, **row) for row in house.rooms()])
    sheet.write(Shelter, Bed)
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
