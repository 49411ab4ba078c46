"""What crosses, section by section, and how it is read."""

import json
from datetime import date

import pytest

from cases.models import Case, ContactPlan
from referrals import showing, snapshot
from renate.accounts.models import Membership
from tests.factories.cases import (
    CaseFactory,
    CaseNoteFactory,
    ContactPlanFactory,
    EpisodeFactory,
    PersonFactory,
    RelatedPersonFactory,
    RiskAssessmentFactory,
    SafetyPlanFactory,
)
from tests.factories.reintegration import assess, open_file, planned_item
from tests.referrals.conftest import TODAY

OPENED = date(2026, 11, 1)


@pytest.fixture
def full(inside: Membership) -> Case:
    """A file with something in every section that can cross, and in some that never do."""
    case = open_file(inside, OPENED, name="Mirela Canary")
    EpisodeFactory(person=case.person, case=case, narrative="Account", recruiter_role="abuser")
    ContactPlan.objects.filter(case=case).update(is_current=False)
    ContactPlanFactory(case=case, on=OPENED, value="+355 1", check_on=date(2026, 12, 1))
    RelatedPersonFactory(person=case.person, name="Little Canary", dependant=True)
    CaseNoteFactory(case=case, on=OPENED, section="G", text="Psychologist's own words")
    planned_item(inside, TODAY, case)
    assess(inside, TODAY, case)
    RiskAssessmentFactory(
        case=case, on=TODAY, traffickers=3, protection=["safe_housing"], note="Worker's words",
        items={"traffickers": {"knows_where": "yes", "recapture": "no"}},
    )  # fmt: skip
    SafetyPlanFactory(
        case=case, what_i_do="Go to the neighbour", who_i_call="Aunt Canary", safe_places="Rruga Canary 3",
        staff_actions="Zana calls", valid_until=date(2026, 12, 1),
    )  # fmt: skip
    return case


def text_of(content: dict, letter: str) -> str:
    blocks = showing.section_blocks(letter, content[letter])
    return json.dumps([[block.title, block.rows] for block in blocks], ensure_ascii=False)


def test_only_ticked_sections_are_built(full: Case) -> None:
    assert sorted(snapshot.build(full, ["C", "A"])) == ["A", "C"]


def test_snapshot_is_plain_json(full: Case) -> None:
    content = snapshot.build(full, "ABCDE")

    assert json.loads(json.dumps(content)) == content


@pytest.mark.rule("R-25")
@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("A", ["Mirela Canary", "+355 1", "Phone call", "Child"]),
        ("B", ["Sexual exploitation", "Italy", "Account"]),
        ("C", ["Sleep again", "Now"]),
        ("D", ["Developing", "Periodic"]),
        ("E", ["3 High", "They know where", "Go to the neighbour", "Safe housing", "1 Dec 2026"]),
    ],
)
def test_section_is_read_in_words(full: Case, letter: str, words: list[str]) -> None:
    shown = text_of(snapshot.build(full, letter), letter)

    assert [word for word in words if word not in shown] == []


@pytest.mark.rule("R-25")
@pytest.mark.parametrize(
    "secret",
    [
        "Psychologist's own words", "Little Canary", "abuser", "Abuser", "Worker's words", "Aunt Canary",
        "Rruga Canary", "Zana", "Attempt to take",
    ],
)  # fmt: skip
def test_what_never_crosses_is_not_in_any_section(full: Case, secret: str) -> None:
    content = snapshot.build(full, "ABCDE")

    assert secret not in json.dumps(content, ensure_ascii=False)
    assert secret not in "".join(text_of(content, letter) for letter in "ABCDE")


def test_empty_file_has_nothing_to_show(inside: Membership) -> None:
    case = CaseFactory(person=PersonFactory())

    content = snapshot.build(case, "BCDE")

    assert [showing.section_blocks(letter, content[letter]) for letter in "BCDE"] == [[], [], [], []]


def test_every_value_that_crosses_has_a_label(full: Case) -> None:
    content = snapshot.build(full, "ABCDE")
    hidden = {"instrument_version", "dependant"}

    for letter, blocks in content.items():
        labelled = {block.key: {item.key for item in block.items} for block in showing.SECTION_BLOCKS[letter]}
        for key, rows in blocks.items():
            for row in rows:
                assert set(row) - hidden == labelled[key] & set(row)


@pytest.mark.parametrize(
    ("precision", "shown"),
    [("day", "9 May 1994"), ("month", "May 1994"), ("year", "1994"), ("unknown", None)],
)
def test_date_crosses_only_as_exactly_as_it_is_known(
    inside: Membership, precision: str, shown: str | None
) -> None:
    case = CaseFactory(person=PersonFactory(birth_date=date(1994, 5, 9), birth_precision=precision))

    content = snapshot.build(case, "A")

    [block, *_others] = showing.section_blocks("A", content["A"])
    assert [row["value"] for row in block.rows[0] if row["label"] == "Born"] == ([shown] if shown else [])
    assert ("1994-05-09" in str(content)) == (precision == "day")


def test_unknown_code_is_shown_as_it_stands() -> None:
    rows = showing.summary_rows({"services_asked": ["later_added"], "age_band": "25-34"})

    assert (rows[0]["label"], rows[0]["value"]) == ("Asked for", "later_added")
