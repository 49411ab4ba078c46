"""Wall 2 with the other two off: files and packages, asked for over HTTP, from within and from outside."""

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
from django.urls import resolve

from tests.isolation.matrix.asking import ask, may_show
from tests.isolation.matrix.cells import ALL, Cell, cells_of
from tests.isolation.matrix.pages import Page, pages
from tests.isolation.matrix.table import Outcome, Relation
from tests.isolation.walls.off import without_row_security, without_the_scope_of_the_orm
from tests.isolation.world import World
from tests.isolation.world.canaries import found_in

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
# What there are grants for, and what there are none for: team, cover, a grant alone, a seal, a hand-over.
FILES = {
    Relation.OWN, Relation.TEAM, Relation.SEALED_TEAM, Relation.GROUP, Relation.LEFT, Relation.GRANT,
    Relation.OTHER, Relation.SEALED, Relation.FOREIGN,
}  # fmt: skip
PACKAGES = {
    Relation.OFFERED, Relation.ACCEPTED, Relation.ACCEPTED_BY_ANOTHER, Relation.WITHDRAWN, Relation.ELSEWHERE,
    Relation.SENT, Relation.NOT_TICKED,
}  # fmt: skip
HANDED_OVER = ("referrals:package_show", "referrals:package_section", "v1:referral_section")


def _one_page_a_demand() -> list[Page]:
    """Views with the same demand stand behind the same check."""
    found: dict[str, Page] = {}
    for page in pages().values():
        if page.is_of_a_case and page.parts == ("ref",) and not page.name.endswith("_draft"):
            found.setdefault(page.demand, page)
    return list(found.values())


def _method(page: Page) -> str:
    """An operation of the interface that only takes something in answers a question to no one."""
    view = getattr(resolve(page.address(page.unknown())).func, "cls", None)
    return "GET" if view is None or hasattr(view, "get") else "POST"


def _is_asked(cell: Cell) -> bool:
    """Every foreign file, every sealed one and every package; of the others some, the same each time."""
    relation = cell.stance.relation
    sure = relation in PACKAGES | {Relation.FOREIGN, Relation.SEALED}
    return sure or ALL or crc32(str(cell).encode()) % 4 == 0


def _wrong(cell: Cell) -> Iterator[str]:
    answer = ask(cell)
    # A page that opens may fall over without wall 1: it asks for "the" settings, and finds everybody's.
    if (cell.outcome == Outcome.ABSENT) != (answer.status == 404):
        yield f"{cell}: got {answer.status}"
    if cell.outcome == Outcome.ABSENT and found_in(answer.body.decode()) - may_show(cell):
        yield f"{cell}: shows foreign words"


@pytest.mark.parametrize(
    "page",
    [*_one_page_a_demand(), *(pages()[name] for name in HANDED_OVER)],
    ids=lambda page: page.name if page.name in HANDED_OVER else page.demand,
)
def test_the_object_and_its_section_are_asked_for(
    world: World, page: Page, tally: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_the_scope_of_the_orm(monkeypatch)
    cells = [
        cell
        for cell in cells_of(world, page)
        if cell.method == _method(page)
        and cell.kin == "met"
        and cell.stance.relation in FILES | PACKAGES
        and _is_asked(cell)
    ]

    with without_row_security():
        wrong = [problem for cell in cells for problem in _wrong(cell)]

    tally.add("walls", len(cells))
    tally.add("through", len(wrong))
    assert not wrong, "\n".join(wrong)
