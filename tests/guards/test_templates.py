"""Walks every template: no inline script or style (the policy forbids them), neutral titles, house forms."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
# Documents made on the server, not pages: their style goes into a PDF, never to a browser.
PRINTED = re.compile(r"(^|/)(pdf|print)/|_pdf\.html$|/pdf_|\.pdf\.html$")
PAGES = [name for name in TEMPLATES if not PRINTED.search(name)]
LOADED = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=["'](?:https?:)?//""", re.I)
# Words that must not stand in a title bar, a history or a task switcher (domain 7 rule 6).
TELLING = re.compile(r"traffick|victim|exploit|abus|rescue|sex|slave", re.I)


def _source(name: str) -> str:
    text = (ROOT / name).read_text()
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.S)


def test_templates_are_found() -> None:
    assert "base.html" in TEMPLATES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_inline_script_or_style(name: str) -> None:
    source = _source(name)
    inline = [
        tag
        for tag in re.findall(r"<script\b[^>]*>", source)
        if "src=" not in tag and 'type="application/json"' not in tag
    ]

    assert inline == []
    assert re.findall(r"<style\b|\sstyle\s*=\s*[\"']", source) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", source) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_another_host(name: str) -> None:
    assert LOADED.findall(_source(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_title_is_neutral(name: str) -> None:
    titles = re.findall(r"{% block (?:head_)?title %}(.*?){% endblock", _source(name), re.S)

    for title in titles:
        assert not TELLING.search(title), title
        assert not re.search(r"[_.]name\b", title), title


@pytest.mark.parametrize("name", PAGES)
def test_a_form_that_writes_carries_the_seal_against_forgery(name: str) -> None:
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", _source(name), re.S | re.I):
        assert "{% csrf_token %}" in form or "kit/form" in form


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_fits_on_two_screens(name: str) -> None:
    assert len(_source(name).splitlines()) <= 150
