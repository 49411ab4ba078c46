"""Asking one cell over HTTP, and what is wrong with the answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from django.conf import settings
from django.db import transaction
from django.test import Client

from renate.accounts.roles import ACTS, Act, Role
from renate.benches.measure import counted_queries
from tests.isolation.matrix.cells import Cell, is_weighed
from tests.isolation.matrix.pages import Page
from tests.isolation.matrix.stances import absent
from tests.isolation.matrix.table import Outcome
from tests.isolation.world.canaries import Canary, found_in

SIGN_IN = "/account/login/"
# Differs from one page to the next, and says nothing.
_CHANCE = re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|nonce=")[^"]*')
NO_METHOD = 405
NOT_FOUND = 404
REFUSED = (401, 403, NO_METHOD)


@dataclass(frozen=True)
class Answer:
    """What came back, without what is chance."""

    status: int
    body: bytes
    location: str
    statements: int = field(compare=False)

    @property
    def looks(self) -> tuple[int, bytes]:
        return self.status, self.body


@cache
def _browser() -> Client:
    """One for all, because making one loads every middleware; each request starts without a cookie."""
    return Client(raise_request_exception=False)


def ask(cell: Cell) -> Answer:
    """Send it; whatever it changed is undone."""
    client = _browser()
    client.cookies.clear()
    if cell.cookie:
        client.cookies[settings.SESSION_COOKIE_NAME] = cell.cookie
    address = cell.page.address(dict(cell.stance.refs))
    with transaction.atomic(), counted_queries() as statements:
        response = client.generic(cell.method, address, b"", "application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(
        response.status_code, _CHANCE.sub(rb"\1", body), response.headers.get("Location", ""), len(statements)
    )


class Asker:
    """Asks the cells of one page; what absence looks like is asked once for each method and kin."""

    def __init__(self) -> None:
        self._absence: dict[tuple[str, str], Answer] = {}
        self.asked = 0

    def problems(self, cell: Cell) -> Iterator[str]:
        """What is wrong with the answer to a cell."""
        answer = ask(cell)
        self.asked += 1
        if answer.status >= 500:
            yield f"{cell}: an error, {answer.status}"
        elif not self._is_as_expected(cell, answer):
            yield f"{cell}: got {answer.status} {answer.location}"
        elif is_weighed(cell) and answer.status == NOT_FOUND:
            yield from self._told_by_work(cell, answer)
        leaked = found_in(answer.body.decode(errors="replace")) - may_show(cell)
        if leaked:
            yield f"{cell}: shows words of {', '.join(sorted(leaked))}"

    def _is_as_expected(self, cell: Cell, answer: Answer) -> bool:
        if cell.outcome == Outcome.WHATEVER:
            return True
        if cell.outcome == Outcome.OPEN:
            return answer.status not in (403, 404) and not answer.location.startswith(SIGN_IN)
        if cell.outcome == Outcome.SIGN_IN:
            to_sign_in = answer.status == 302 and answer.location.startswith(SIGN_IN)
            return to_sign_in or answer.status in (REFUSED if cell.page.is_api else (NO_METHOD,))
        if not cell.page.parts and (answer.status == NO_METHOD or cell.page.is_api):
            # That the page exists is no secret, and there is no row it could tell of.
            return answer.status in (404, NO_METHOD)
        return answer.status in (404, NO_METHOD) and answer.looks == self.absence(cell).looks

    def _told_by_work(self, cell: Cell, answer: Answer) -> Iterator[str]:
        """Time is measured by `manage.py bench denials`; here that the database has the same to do."""
        alike = ask(replace(cell, stance=absent(cell.page))).statements
        if answer.statements != alike:
            yield f"{cell}: {answer.statements} statements, about what does not exist {alike}"

    def absence(self, cell: Cell) -> Answer:
        """The answer about rows that do not exist; for a page without rows, about a page that does not."""
        key = (cell.method, cell.kin)
        if key not in self._absence:
            asked = cell if cell.page.parts else replace(cell, page=_NOWHERE)
            self._absence[key] = ask(replace(asked, stance=absent(asked.page)))
        return self._absence[key]


class _Nowhere(Page):
    """A page that nobody made."""

    def address(self, refs: dict[str, str]) -> str:
        return f"/{self.route}"


_NOWHERE = _Nowhere("nowhere", "nowhere-at-all/", "", ())


# What another organisation told them: sections of a package, and whom a question is about.
_TOLD = {"referrals:package_section", "v1:referral_section", "referrals:request_show", "v1:request_read"}
# Who is told of emergency accesses reads their reasons, whatever file they are about (domain 7).
_REASONS = {"cases:emergency_list", "accounts:audit_list"}


def may_show(cell: Cell) -> set[Canary]:
    """Whose words may stand in an answer."""
    words = {Canary.HERE, Canary.OURS}
    if cell.who in Role.values and Act.SEE_CASELOAD in ACTS[cell.who]:
        words.add(Canary.OTHER)
    if cell.page.name in _REASONS and cell.outcome == Outcome.OPEN:
        words |= {Canary.OTHER, Canary.SEALED}
    if cell.page.name in _TOLD and cell.outcome == Outcome.OPEN:
        words.add(Canary.SHARED)
    return words
