"""A headless Chromium, and people who work in it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from renate.accounts.models import Membership
from renate.embedded.preflight import find_browser

# Playwright keeps a loop running in the test's own thread; the ORM calls there are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "harbour-lantern-42"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: browser tests may not be skipped in CI")
        pytest.skip("Chromium is not installed: browser tests not run")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


class Visit:
    """One person's browser window: everything it asked for, and every complaint of the browser."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base = context, base
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requested: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requested.append(request.url))

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self, membership: Membership) -> "Visit":
        """Through the sign-in page, as people do."""
        membership.user.password = make_password(PASSWORD)
        membership.user.save()
        page = self.go("/account/login/")
        page.get_by_label("Email", exact=True).fill(membership.user.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/account/login" not in url)
        return self


@pytest.fixture
def visit(
    browser: Browser, live_server: Any, as_member: Callable[[Membership], Client]
) -> Iterator[Callable[..., Visit]]:
    """Open a window for a member who has signed in already."""
    opened: list[BrowserContext] = []

    def open_for(membership: Membership | None = None, **options: Any) -> Visit:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        window = Visit(context, live_server.url)
        if membership is not None:
            name = settings.SESSION_COOKIE_NAME
            value = as_member(membership).cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": live_server.url, "httpOnly": True}])
        return window

    yield open_for
    shots = os.environ.get("RENATE_SHOTS", "")  # a folder: what each window showed last, to look at
    for number, context in enumerate(opened):
        if shots:
            context.pages[0].screenshot(path=f"{shots}/window-{number}.png", full_page=True)
        context.close()
