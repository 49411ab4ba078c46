"""The shell around every page, and the pages for what went wrong."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from tests.kit.showcase import ShowcaseForm, draw_showcase

FIRST_LOAD = 120 * 1024  # issue 2, how it must perform: of My day, in all
ERROR_PAGES = ["400", "403", "403_csrf", "404", "500", "503"]


def test_quick_exit_is_a_plain_link_that_tells_no_referrer() -> None:
    link = re.search(r'<a class="quick-exit"[^>]*>', draw_showcase(ShowcaseForm()))

    assert link is not None
    assert 'href="https://' in link[0]
    assert 'rel="noreferrer noopener"' in link[0]


def test_the_shell_has_a_skip_link_one_heading_and_marks_where_one_is() -> None:
    html = draw_showcase(ShowcaseForm()).partition("<template")[0]

    assert html.index('href="#main"') < html.index("<header")
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.findall(r'aria-current="page">(\w+)</a>', html) == ["Caseload"]


def test_nothing_on_a_page_comes_from_another_host() -> None:
    html = draw_showcase(ShowcaseForm())

    loaded = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"', html)

    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_neither_context_nor_database(name: str) -> None:
    html = render_to_string(f"{name}.html")

    assert len(re.findall("<h1>", html)) == 1
    assert "quick-exit" in html
    assert "Traceback" not in html


def test_what_every_page_loads_first_leaves_room_in_the_budget() -> None:
    html = draw_showcase(ShowcaseForm())
    files = {Path(finders.find(name)) for name in re.findall(r'(?:href|src)="/static/([^"]+)"', html)}
    files.add(Path(finders.find("vendor/noto-sans/noto-sans-latin-700.woff2")))

    weight = len(brotli.compress(html.encode()))
    for file in files:
        data = file.read_bytes()
        weight += len(data) if file.suffix == ".woff2" else len(brotli.compress(data))

    assert len(files) >= 8
    assert weight < FIRST_LOAD * 0.8
