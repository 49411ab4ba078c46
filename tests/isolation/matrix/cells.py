"""The cells of the matrix, and which of them a run asks."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from renate.accounts.roles import ACTS, Act, Role
from tests.isolation.matrix.pages import Page
from tests.isolation.matrix.stances import Stance, stances
from tests.isolation.matrix.table import Outcome, Relation, expected, expected_outside, meets
from tests.isolation.world import World
from tests.isolation.world.houses import Actor

METHODS = ("GET", "POST")
# `make test` asks every page and role in the relations that matter most, and one in so many of the rest.
ONE_IN = {"met": 48, "unmet": 256}
# Of those whose role does not meet the demand: the decorator says no before any row is read.
UNMET = 10
# Who gets in is asked of so many roles a page, who does not of all.
WELCOME = 2
SELDOM = {"suspended": 2, "disabled": 4, "nowhere": 4}
SURE = {Relation.NONE, Relation.OWN, Relation.DRAFT, Relation.ISSUED, Relation.ACCEPTED}
FOREIGN = {Relation.FOREIGN, Relation.FOREIGN_PART, Relation.ELSEWHERE, Relation.WITHDRAWN}
# Of these a member must not learn that they exist, not even by how long the answer takes.
UNKNOWN = {Relation.OTHER, Relation.COLLEAGUES, Relation.SEALED, Relation.FOREIGN, Relation.ELSEWHERE}
WEIGHED = 4
ANYBODY = {"case_manager", "anonymous", "suspended"}
ALL = os.environ.get("RENATE_ISOLATION") == "all"


@dataclass(frozen=True)
class Cell:
    """One question: who asks what about which rows, and what should come back."""

    page: Page
    method: str
    who: str
    stance: Stance
    outcome: Outcome
    cookie: str
    kin: str  # those whom absence is shown alike: by whether their role meets the demand

    def __str__(self) -> str:
        return f"{self.method} {self.page.name} as {self.who} ({self.stance.relation}): {self.outcome}"


def cells_of(world: World, page: Page) -> Iterator[Cell]:
    """Every cell of a page."""
    for actor in world.asking:
        for stance in stances(world, page, actor):
            outcome = expected(page, actor.role, stance.relation)
            for method in METHODS:
                kin = "met" if meets(page.demand, actor.role) else "unmet"
                yield Cell(page, method, actor.name, stance, outcome, actor.cookie, kin)
    yield from _outside(world, page)


def _outside(world: World, page: Page) -> Iterator[Cell]:
    """Nobody, and those whose seat or account is gone, about rows that are there."""
    worker: Actor = world.here.actors["case_manager"]
    asked = [
        s for s in stances(world, page, worker) if s.relation not in (Relation.FOREIGN_PART, Relation.ABSENT)
    ]
    for stance in asked[:1]:
        for method in METHODS:
            nobody = expected_outside(page, signed_in=False)
            yield Cell(page, method, "anonymous", stance, nobody, "", "nobody")
            for name, actor in world.outside.items():
                signed_in = name != "disabled"
                outcome = expected_outside(page, signed_in=signed_in)
                yield Cell(page, method, name, stance, outcome, actor.cookie, name)


def is_asked(cell: Cell) -> bool:
    """Whether a run asks this cell: all do with RENATE_ISOLATION=all, else the same part each time."""
    relation, chance = cell.stance.relation, crc32(str(cell).encode())
    # Each page and role in one of the two methods; over the roles a page is asked in both.
    is_its_turn = cell.method == METHODS[crc32(f"{cell.page.name}{cell.who}".encode()) % 2]
    if ALL or cell.kin == "nobody":
        return True
    if cell.outcome == Outcome.WHATEVER:
        return cell.who in ANYBODY
    if cell.kin in SELDOM:
        return chance % SELDOM[cell.kin] == 0
    if relation in SURE and cell.kin == "unmet" and chance % UNMET:
        return False
    if relation in SURE or (relation in FOREIGN and cell.kin == "met"):
        return is_its_turn
    return chance % ONE_IN[cell.kin] == 0


def is_weighed(cell: Cell) -> bool:
    """Whether the work that a denial costs is compared too: where a row must stay unknown."""
    if cell.outcome != Outcome.ABSENT or cell.kin != "met" or not cell.page.parts:
        return False
    if cell.stance.relation == Relation.OTHER and Act.SEE_CASELOAD in ACTS[Role(cell.who)]:
        return False
    return cell.stance.relation in UNKNOWN and (ALL or crc32(str(cell).encode()) % WEIGHED == 0)


def _welcome(cells: list[Cell]) -> set[str]:
    """The roles of a page whose getting in this run asks for: others than those of the next page."""
    roles = {cell.who for cell in cells if cell.outcome == Outcome.OPEN}
    turns = sorted(roles, key=lambda who: crc32(f"{cells[0].page.name}{who}".encode()))
    return roles if ALL else set(turns[:WELCOME])


def asked_of(world: World, page: Page) -> list[Cell]:
    """The cells of a page that this run asks."""
    cells = list(cells_of(world, page))
    welcome = _welcome(cells)
    return [
        cell for cell in cells if is_asked(cell) and (cell.outcome != Outcome.OPEN or cell.who in welcome)
    ]
