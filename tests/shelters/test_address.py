"""Where a house stands is read in one place and leaves the product nowhere (section J)."""

import re
from pathlib import Path

import pytest

from tests.guards.sources import PRODUCT, PROJECT

SECRET = re.compile(r"shelter\.address\b|police_contact\b|security_features|safety_words|safety_measures")
#: The table, the form of those who run the house, the one page that shows it, and invented houses.
KNOWN = {
    "shelters/models/shelter.py",
    "shelters/forms.py",
    "templates/shelters/shelter_show.html",
    "renate/demo/writing/shelters.py",
    "referrals/rules/returns.py",  # a step of the checklist has this code, and no house
}


def _files() -> list[Path]:
    found = [path for part in PRODUCT for path in (PROJECT / part).rglob("*.py")]
    found += [path for path in (PROJECT / "templates").rglob("*") if path.is_file()]
    return [path for path in found if "migrations" not in path.parts]


@pytest.mark.rule("S0-09")
def test_no_export_document_mail_or_address_of_a_page_names_where_a_house_stands() -> None:
    naming = {path.relative_to(PROJECT).as_posix() for path in _files() if SECRET.search(path.read_text())}

    assert naming == KNOWN


@pytest.mark.rule("S0-09")
def test_the_page_shows_it_only_behind_the_question_who_asks() -> None:
    page = (PROJECT / "templates/shelters/shelter_show.html").read_text()

    before, _sep, rest = page.partition("{% if shows_address %}")
    shown, _sep, after = rest.partition("</section>")

    assert SECRET.search(shown)
    assert not SECRET.search(before + after)
