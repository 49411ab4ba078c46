"""An organisation with a member of each role, a row of everything, and a file; and another one, foreign."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from renate.accounts.models import Membership
from renate.accounts.roles import Role
from tests.isolation.matrix.pages import Page
from tests.isolation.matrix.stances import thing_of
from tests.isolation.matrix.table import meets
from tests.isolation.world.canaries import Canary
from tests.isolation.world.files import PARTS, File, open_file
from tests.isolation.world.houses import House, furnish, inside, open_house, seat, sign_in

# The roles by which most pages open, the most usual first.
TRIED = (Role.CASE_MANAGER, Role.COORDINATOR, Role.ADMIN, Role.OFFICER, Role.DPO, Role.LEGAL, Role.DIRECTOR)


@dataclass
class Target:
    """Where junk is sent: the organisation, its file, and refs of a foreign one."""

    house: House
    file: File
    foreign: File

    def browser_for(self, page: Page) -> tuple[Client, Membership] | None:
        """Somebody who may open the page, in a browser; None where nobody of the tried roles may."""
        for role in TRIED:
            if page.demand in {"public", "library", "signed_in", "member"} or meets(page.demand, role):
                actor = self.house.actors[role]
                browser = Client(raise_request_exception=False)
                browser.cookies[settings.SESSION_COOKIE_NAME] = actor.cookie
                return browser, actor.membership
        return None

    def address(self, page: Page, *, foreign: bool = False) -> str:
        """The page about a row that is there; of another organisation when `foreign`."""
        file = self.foreign if foreign else self.file
        refs = dict(page.unknown())
        for part in page.parts:
            refs[part] = self._ref(page, part, file) or refs[part]
        return page.address(refs)

    def _ref(self, page: Page, part: str, file: File) -> str:
        thing = thing_of(page)
        if page.is_of_a_case and part == "ref":
            return file.ref
        if part == "assessment_ref" or PARTS.get(part) in file.rows:
            return file.ref_of(part, page.name)
        row: Any = self.house.rows.get(thing or PARTS.get(part, type(None)))
        return getattr(row, "public_id", "")


@pytest.fixture
def target(db: None) -> Target:
    """Made anew for each test, and undone with it."""
    here = open_house("Hostile Here", Canary.HERE)
    there = open_house("Hostile There", Canary.FOREIGN)
    files = []
    for house, counterpart in ((here, there), (there, here)):
        with inside(house):
            for role in TRIED:
                seat(house, role, role)
            seat(house, "colleague", Role.CASE_MANAGER)
            furnish(house, counterpart.organisation)
            worker = house.actors[Role.CASE_MANAGER].membership
            filler = house.filler(counterpart=counterpart.organisation, by=worker)
            files.append(open_file(filler, worker))
    for actor in here.actors.values():
        sign_in(actor)
    return Target(here, *files)
