"""The page of the interface in a browser: it works under the strict policy, from this host alone."""

from typing import Any

import pytest

from renate.accounts.models import Membership


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_page_shows_its_operations_and_breaks_no_policy(
    worker: Membership, visit: Any, live_server: Any
) -> None:
    browser = visit(worker)

    page = browser.go("/api/docs/")
    page.get_by_text("/api/v1/follow-ups/{ref}/record/").wait_for()
    page.get_by_text("/api/v1/cases/", exact=True).first.click()
    page.get_by_role("button", name="Try it out").first.click()
    page.get_by_role("button", name="Execute").first.click()
    answer = page.locator(".live-responses-table tbody td.response-col_status").first
    answer.wait_for()

    assert answer.inner_text().startswith("200")
    assert browser.complaints == []
    assert [url for url in browser.requested if not url.startswith((live_server.url, "data:", "blob:"))] == []
