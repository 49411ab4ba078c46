"""What every answer carries, and what is refused before it is read: a walk over all addresses, and errors."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as house
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from redis.exceptions import ConnectionError as RedisAway

from renate.accounts import middleware as accounts_middleware
from renate.accounts.models import Membership
from renate.kit.cache import SpareRedisCache
from renate.kit.limits import Limit, seconds_to_wait
from renate.pages import middleware
from tests.guards.sources import PRODUCT, PROJECT
from tests.headers import EXPECTED, faults
from tests.isolation.matrix.pages import pages


@pytest.fixture
def browsers(worker: Membership, as_member: Callable[[Membership], Client]) -> dict[str, Client]:
    return {"nobody": Client(), "a member": as_member(worker)}


def test_addresses_answer_with_the_headers_signed_in_or_not(browsers: dict[str, Client]) -> None:
    """Some here; `tests/canaries.py` looks at the head of every answer that any test gets."""
    wrong, kinds = [], set()
    for page in list(pages().values())[::10]:
        for who, browser in browsers.items():
            response = browser.get(page.address(page.unknown()))
            wrong += [f"{page.name} for {who}: {fault}" for fault in faults(response)]
            kinds.add(response.status_code)
            if who == "a member" and "no-store" not in response.get("Cache-Control", ""):
                wrong.append(f"{page.name}: may be kept by the browser")

    assert wrong == []
    assert {200, 302, 404} <= kinds


def _large(browser: Client) -> HttpResponse:
    return browser.post("/cases/", b"x", content_type="text/plain", CONTENT_LENGTH="999999999")


def _fault(browser: Client) -> HttpResponse:
    browser.raise_request_exception = False
    return browser.get("/health/x/../%00")


ERRORS: dict[str, tuple[int, Callable[[Client], Any]]] = {
    "a host that is not ours": (400, lambda b: b.get("/", HTTP_HOST="evil.example")),
    "an address that is not there": (404, lambda b: b.get("/nothing/here/")),
    "an address with a NUL": (404, _fault),
    "a form from elsewhere": (403, lambda b: Client(enforce_csrf_checks=True).post("/account/login/")),
    "a request that is too large": (413, _large),
    "a length that is no number": (413, lambda b: b.post("/", b"x", content_type="a/b", CONTENT_LENGTH="-1")),
    "the probe": (200, lambda b: b.get("/health/")),
    "a file of ours": (200, lambda b: b.get("/static/css/renate.css")),
}


@pytest.mark.parametrize(("status", "ask"), ERRORS.values(), ids=ERRORS.keys())
def test_an_error_has_the_headers_too(browsers: dict[str, Client], status: int, ask: Callable) -> None:
    response = ask(browsers["a member"])

    assert (response.status_code, faults(response)) == (status, [])


def test_a_header_that_is_missing_would_be_noticed() -> None:
    bare = faults(HttpResponse())
    loose = HttpResponse(
        headers={"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'"}
    )

    assert len(bare) == len(EXPECTED) + 2
    assert "Content-Security-Policy" in "".join(faults(loose))


def test_leaving_clears_what_the_browser_kept(browsers: dict[str, Client]) -> None:
    response = browsers["a member"].post("/account/logout/")

    assert response["Clear-Site-Data"] == '"cache", "storage"'


@pytest.fixture
def limited(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Limits as in production, only lower."""
    cache.clear()
    settings.RATE_LIMITS = True
    for name in ("SEARCH", "INTERFACE"):
        kind = name.lower()
        monkeypatch.setattr(middleware, name, (Limit(f"{kind}-m", 2), Limit(f"{kind}-a", 3)))
    yield
    cache.clear()


def test_a_member_who_searches_without_end_is_asked_to_wait(
    limited: None, browsers: dict[str, Client], coordinator: Membership, as_member: Callable
) -> None:
    asked = [browsers["a member"].post("/cases/", {"text": "Ana"}) for _time in range(3)]
    same_address = as_member(coordinator).post("/cases/", {"text": "Ana"})

    assert [response.status_code for response in (*asked, same_address)] == [200, 200, 429, 429]
    assert 1 <= int(asked[2]["Retry-After"]) <= 60
    assert "Wait a little" in asked[2].content.decode()
    assert faults(asked[2]) == []
    assert browsers["a member"].get("/cases/").status_code == 200  # looking at the list is no search


def test_the_interface_says_it_as_a_problem(limited: None, browsers: dict[str, Client]) -> None:
    *_before, last = [browsers["a member"].get("/api/v1/cases/") for _time in range(3)]

    assert (last.status_code, last["Content-Type"]) == (429, "application/problem+json")
    assert json.loads(last.content) == {"type": "about:blank", "title": "Too Many Requests", "status": 429}


def test_who_tries_keys_or_names_without_end_is_asked_to_wait(
    limited: None, browsers: dict[str, Client], coordinator: Membership, as_member: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(accounts_middleware, "BAD_KEYS", Limit("keys", 2))
    key = {"Authorization": "Bearer rnt_1_abc_" + "x" * 43}
    emergencies = as_member(coordinator)

    keys = [Client().get("/api/v1/cases/", headers=key).status_code for _time in range(3)]
    names = [emergencies.post("/emergency/new/", {"who": "Ana", "reason": "x"}).status_code for _ in range(3)]

    assert keys == [401, 401, 429]
    assert names == [422, 422, 429]


def test_a_limit_begins_anew_with_the_next_minute(time_machine: Any) -> None:
    time_machine.move_to("2026-11-22 12:00:50Z", tick=False)
    limit = Limit("once", 1)

    waits = [seconds_to_wait(limit, "a"), seconds_to_wait(limit, "a"), seconds_to_wait(limit, "b")]
    time_machine.move_to("2026-11-22 12:01:00Z", tick=False)

    assert (waits, seconds_to_wait(limit, "a")) == ([0, 10, 0], 0)


def test_without_redis_limits_still_count(monkeypatch: pytest.MonkeyPatch) -> None:
    spare = SpareRedisCache("unix:///nowhere/at/all.sock?db=1", {})

    assert (spare.add("a", 1), spare.incr("a"), spare.get("a")) == (True, 2, 2)
    with pytest.raises(RedisAway):
        super(SpareRedisCache, spare).clear()


def test_nothing_uploaded_touches_a_disk() -> None:
    assert house.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert house.FILE_UPLOAD_MAX_MEMORY_SIZE >= house.MAX_REQUEST_BYTES


def test_pdf_has_one_way_and_it_is_the_one_that_fetches_nothing() -> None:
    found = [
        path.relative_to(PROJECT).as_posix()
        for part in PRODUCT
        for path in (PROJECT / part).rglob("*.py")
        if "weasyprint" in path.read_text()
    ]

    assert found == ["renate/kit/pdf.py"]
