"""Walks every template: no inline script or style (the policy forbids them), neutral titles, house forms."""

import re
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
# Documents made on the server, not pages: their style goes into a PDF, never to a browser.
PRINTED = re.compile(r"(^|/)(pdf|print)/|_pdf\.html$|/pdf_|\.pdf\.html$")
PAGES = [name for name in TEMPLATES if not PRINTED.search(name)]
STYLES = [
    ROOT.parent / "static" / path
    for path in (
        "vendor/bootstrap/bootstrap.min.css",
        "css/renate.css",
        "css/shell.css",
        "css/parts.css",
        "css/calm.css",
    )
]
STYLED = set(re.findall(r"\.([A-Za-z_][\w-]*)", "".join(path.read_text() for path in STYLES)))
ELSEWHERE = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=["'](?:https?:)?//[^>]*>"""
)
# Words that must not stand in a title bar, a history or a task switcher (domain 7 rule 6).
TELLING = re.compile(r"traffick|victim|exploit|abus|rescue|sex|slave|[_.]name\b", re.I)


def _source(name: str) -> str:
    text = (ROOT / name).read_text()
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.S)


def _offenders(find: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What `find` objects to, by template."""
    return {name: found for name in PAGES if (found := find(_source(name)))}


def test_templates_are_found() -> None:
    assert "base.html" in PAGES


def test_no_page_has_an_inline_script_or_style() -> None:
    def inline(source: str) -> list[str]:
        scripts = [
            tag
            for tag in re.findall(r"<script\b[^>]*>", source)
            if "src=" not in tag and 'type="application/json"' not in tag
        ]
        styles = re.findall(r"<style\b|\sstyle\s*=\s*[\"']", source)
        return scripts + styles + re.findall(r"\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", source)

    assert _offenders(inline) == {}


def test_no_page_loads_anything_from_another_host() -> None:
    assert _offenders(ELSEWHERE.findall) == {}


def test_every_title_is_neutral() -> None:
    def telling(source: str) -> list[str]:
        titles = re.findall(r"{% block (?:head_)?title %}(.*?){% endblock", source, re.S)
        return [title for title in titles if TELLING.search(title)]

    assert _offenders(telling) == {}


def test_every_form_that_writes_carries_the_seal_against_forgery() -> None:
    def unsealed(source: str) -> list[str]:
        forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", source, re.S | re.I)
        return [form for form in forms if "{% csrf_token %}" not in form]

    assert _offenders(unsealed) == {}


def test_every_class_on_a_page_has_a_style() -> None:
    def bare(source: str) -> list[str]:
        plain = [value for value in re.findall(r'class="([^"]*)"', source) if "{" not in value]
        return sorted({word for value in plain for word in value.split()} - STYLED)

    assert _offenders(bare) == {}


def test_every_template_fits_on_two_screens() -> None:
    assert {name: n for name in TEMPLATES if (n := len(_source(name).splitlines())) > 150} == {}
