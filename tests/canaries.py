"""Every sealed value of every test is a canary: whatever the run answers, mails or logs is searched for it.

A page, file or interface answer may hold sealed values of the asking member's organisation only; a mail,
a log line with its traceback, an address, a session, the cache and a message to the queue may hold none of
anybody's (S0-21, R-24).
"""

import html
import io
import logging
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import wraps
from typing import Any

import pytest
from celery import Task
from django.contrib.sessions.backends.base import SessionBase
from django.core import mail
from django.core.cache.backends.locmem import LocMemCache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from pypdf import PdfReader

from renate.kit import fields
from tests.headers import faults

CANARIES = "canaries"
# Shorter ones turn up by chance.
LEAST = 5
# One sign over and over is what tests send as junk.
FEWEST = 3
# Pages on which something of another organisation stands by consent: that is what they are for.
HANDED_OVER = re.compile(
    r"^(referrals:(package_section|package_journey|request_show)|v1:(referral_section|request_read))$"
)
# Where something could be put down beside the sealed columns.
PUT_AWAY = (
    (LocMemCache, "set", "the cache"),
    (LocMemCache, "add", "the cache"),
    (SessionBase, "encode", "a session"),
    (Task, "apply_async", "a message to the queue"),
)


class LogSearch(logging.Handler):
    """Keeps the lines of one test."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # With the traceback, as an error report has it.
        self.lines.append(self.format(record))


class Canaries:
    """What was sealed in the test that runs, by organisation, and where it turned up."""

    def __init__(self, tally: Any) -> None:
        self.tally = tally
        self.sealed: dict[str, set[int]] = defaultdict(set)
        self.spared: set[str] = set()
        self.found: list[str] = []
        self.log = LogSearch()

    def spare(self, texts: Iterable[str]) -> None:
        """Never to be looked for in this test: what it types as junk and asks for in an address as well."""
        self.spared.update(texts)

    def listen(self) -> None:
        """From now on every value that is sealed is known, and every answer is searched."""
        close, answer = fields._EncryptedField.close, BaseHandler.get_response

        @wraps(close)
        def close_and_note(field: Any, instance: Any, value: Any) -> bytes | None:
            self.note(instance.organisation_id, _text_of(field, value))
            return close(field, instance, value)

        @wraps(answer)
        def answer_and_search(handler: Any, request: HttpRequest) -> HttpResponseBase:
            response = answer(handler, request)
            self.found += [f"the head of {request.path}: {fault}" for fault in faults(response)]
            self.search(request, response)
            return response

        fields._EncryptedField.close = close_and_note
        BaseHandler.get_response = answer_and_search
        for owner, method, where in PUT_AWAY:
            self.overhear(owner, method, where)

    def overhear(self, owner: type, method: str, where: str) -> None:
        """From now on whatever that method is given is searched."""
        put = getattr(owner, method)

        @wraps(put)
        def look_and_put(*given: Any, **named: Any) -> Any:
            if self.sealed:
                self._look(where, f"{given[1:]} {named}", self.sealed)
            return put(*given, **named)

        setattr(owner, method, look_and_put)

    def note(self, organisation_id: int, text: str) -> None:
        """Whose value it is; several may have the same."""
        if len(text) >= LEAST and len(set(text)) >= FEWEST and text not in self.spared:
            self.sealed[text].add(organisation_id)

    def search(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """An answer, against what is sealed elsewhere; its address, against all."""
        self.tally.add("answers")
        match = getattr(request, "resolver_match", None)
        name = match.view_name if match else ""
        if not self.sealed:
            return
        address = f"{request.path} {response.headers.get('Location', '')}"
        self._look(f"the address of {name}", address, self.sealed)
        if not HANDED_OVER.match(name):
            organisation = getattr(getattr(request, "organisation", None), "pk", None)
            typed = _typed(request)
            foreign = [
                text
                for text, owners in self.sealed.items()
                if organisation not in owners and text not in typed
            ]
            if foreign:
                self._look(f"{request.method} {name}", "\n".join(_texts(response)), foreign)

    def _look(self, where: str, text: str, canaries: Any) -> None:
        self.found += [
            f"{where}: {canary[:60]!r}"
            for canary in canaries
            if canary in text or html.escape(canary) in text
        ]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        logging.getLogger().addHandler(self.log)
        try:
            result = yield
        finally:
            logging.getLogger().removeHandler(self.log)
        for letter in getattr(mail, "outbox", []):
            self.tally.add("mails")
            self._look("a mail", f"{letter.subject}\n{letter.body}\n{letter.message()}", self.sealed)
        self.tally.add("lines", len(self.log.lines))
        self._look("a log line", "\n".join(self.log.lines), self.sealed)
        self.tally.add("strayed", len(self.found))
        assert not self.found, "found where it should not be: " + "; ".join(sorted(set(self.found)))
        return result

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        self.sealed.clear()
        self.spared.clear()
        self.found.clear()
        self.log.lines.clear()


def _text_of(field: Any, value: Any) -> str:
    if value in (None, "", b""):
        return ""
    return value.decode(errors="replace") if isinstance(value, bytes) else str(field.to_text(value))


def _typed(request: HttpRequest) -> str:
    """What the asking person wrote themselves, and may see again."""
    try:
        both = (request.GET, request.POST)
    except (MultiPartParserError, RequestDataTooBig, TooManyFieldsSent):
        both = (request.GET, {})
    return " ".join(value for sent in both if sent for values in sent.lists() for value in values[1])


def _texts(response: HttpResponseBase) -> Iterator[str]:
    """What a reader of the body would read, whatever kind of file it is."""
    if getattr(response, "streaming", False):
        body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
        response.streaming_content = [body]  # type: ignore[attr-defined]
    else:
        body = response.content  # type: ignore[attr-defined]
    if body.startswith(b"%PDF"):
        yield from (page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    elif body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            yield from (parts.read(name).decode(errors="replace") for name in parts.namelist())
    else:
        yield body.decode(errors="replace")
