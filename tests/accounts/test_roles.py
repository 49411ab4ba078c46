"""The two tables of domain section 7, compared row by row with what they say there."""

import re

import pytest

from reintegration.instrument import instrument
from renate.accounts.roles import (
    ACTS,
    RISK_PARTS,
    Access,
    Act,
    Role,
    Section,
    factors_read,
    factors_written,
    section_access,
)

# The table as the domain lays it out, cell by cell.
DOMAIN = """
| case_manager | W | W | W | W | W | r summary | – | r | R | R own | W | w | w service cost | R own |
| deputy | R | r | W | w | W | – | – | – | R | R | R | – | – | – |
| coordinator | r name/age/children/language | – | R | R totals | W | r care needs | – | r dates only | W | W own | r | – | w shelter | R |
| shelter_staff | r preferred name | – | r today's tasks | – | r safety plan | r allergies/meds | – | – | r | r | r | – | – | – |
| psychologist | R | r with consent | R | W F10, R rest | W self-harm, R | R | W | – | r | – | R | – | – | – |
| health | R | – | r | W F9 | r | W | – | – | r | – | R | – | – | – |
| legal | R | R | r | R F2,F13; W F13 | R | – | – | W | – | – | r | W | w legal cost | – |
| job_adviser | r name | – | R plan | R F3,F4,F8; W | r alerts | – | – | – | – | – | – | W employers | w | – |
| interpreter | r alias | – | – | – | – | – | – | – | – | – | – | – | – | – |
| officer | – | – | – counts | – counts | – | – | – | – | – occupancy | – | – counts | – | W | W reports |
| director | R | r | R | R | R | – | – | r | R | r | R | – | R | R |
| secretariat | – | – | – | – | – | – | – | – | – | – | – | – | r own grant | R issued |
| admin | – | – | – | – | – | – | – | – | – | – | – | – | – | – |
| dpo | r on request | – | – | – | – | – | – | – | – | – | – | – | – | R |
"""  # noqa: E501
# Cells that a letter alone does not settle, and what they are here.
SETTLED = {
    ("coordinator", "D"): (Access.LIMITED, "totals are not the scores"),
    ("deputy", "D"): (Access.WRITE, "rounds of their own; who wrote one ends it"),
    ("case_manager", "L"): (Access.WRITE, "what belongs to the person's own history"),
    ("dpo", "A"): (Access.NONE, "on request: through the pages of a person's rights, never the file"),
}
LETTERS = {"W": Access.WRITE, "R": Access.READ, "w": Access.LIMITED, "r": Access.LIMITED, "–": Access.NONE}
ROWS = {
    cells[0]: dict(zip(Section.values, cells[1:], strict=True))
    for cells in ([cell.strip() for cell in row.strip("|").split("|")] for row in DOMAIN.strip().split("\n"))
}
EVERY = frozenset(range(1, 15))


def _access(role: str, section: str, cell: str) -> Access:
    """The highest letter of a cell, as "R F2,F13; W F13" has two."""
    if (role, section) in SETTLED:
        return SETTLED[role, section][0]
    return max(LETTERS[letter] for letter in re.findall(r"(?<!\w)[WRwr–](?!\w)", cell))


def _factors(cell: str, letter: str) -> frozenset[int]:
    """The factors that a cell of section D names for a letter: all where it names none."""
    found: set[int] = set()
    for part in re.split(r"[;,] (?=[RW])", cell):
        head, _space, rest = part.partition(" ")
        if head == letter:
            named = {int(number) for number in re.findall(r"F(\d+)", rest)}
            before = {int(number) for number in re.findall(r"F(\d+)", cell)}
            found |= named or (EVERY - before if rest == "rest" else before or EVERY)
    return frozenset(found)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_opens_the_sections_that_the_domain_gives_it(role: str) -> None:
    here = {section: section_access(role, section) for section in Section.values}

    assert here == {section: _access(role, section, cell) for section, cell in ROWS[role].items()}


@pytest.mark.parametrize("role", Role.values)
def test_a_role_scores_and_reads_the_factors_that_the_domain_names(role: str) -> None:
    cell = ROWS[role]["D"]
    written = _factors(cell, "W") | _factors(cell, "w")
    read = frozenset() if "totals" in cell else _factors(cell, "R") | written

    assert factors_written(role) == written
    assert factors_read(role) == read


def test_the_factors_are_those_that_the_table_means() -> None:
    """A renumbered instrument would move rights without a word."""
    keys = {n: instrument().factor(n).key for n in (2, 3, 4, 8, 9, 10, 13)}

    assert keys == {
        2: "legal_status", 3: "employment", 4: "education_training", 8: "economic_security",
        9: "physical_wellbeing", 10: "mental_wellbeing", 13: "legal_issues",
    }  # fmt: skip


def test_one_role_assesses_one_domain_of_risk() -> None:
    partly = {role for role, row in ROWS.items() if row["E"].startswith("W ")}

    assert {role: RISK_PARTS[role] for role in RISK_PARTS} == dict.fromkeys(partly, frozenset({"self_harm"}))


@pytest.mark.parametrize("role", ["officer", "admin", "dpo", "secretariat"])
def test_who_runs_the_office_opens_no_section_of_a_case(role: str) -> None:
    case_sections = Section.values[:12]

    assert {section_access(role, section) for section in case_sections} == {Access.NONE}


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        (Act.OPEN_INTAKE, {"case_manager", "coordinator"}),
        (Act.ASSIGN_CASE, {"coordinator"}),
        (Act.APPROVE_CLOSURE, {"coordinator", "director"}),
        (Act.OVERRIDE_CONSENT, {"coordinator"}),
        (Act.APPROVE_EXPORT, {"coordinator"}),
        (Act.APPROVE_LOWER_RISK, {"coordinator"}),
        (Act.BREAK_GLASS, {"coordinator"}),
        (Act.OFFER_REFERRAL, {"case_manager"}),
        (Act.ANSWER_REFERRAL, {"coordinator"}),
        (Act.WRITE_REPORT, {"officer", "secretariat"}),
        (Act.APPROVE_REPORT, {"director", "secretariat"}),
        (Act.ISSUE_REPORT, {"officer", "director", "secretariat"}),
        (Act.MANAGE_MEMBERS, {"admin"}),
        (Act.READ_AUDIT, {"dpo"}),
    ],
)
def test_an_act_belongs_to_the_roles_that_the_domain_names(act: Act, roles: set[str]) -> None:
    assert {role for role, acts in ACTS.items() if act in acts} == roles


def test_every_role_has_a_row_in_both_tables() -> None:
    assert set(ACTS) == set(ROWS) == set(Role.values)


def test_every_act_can_be_done_by_somebody() -> None:
    assert set().union(*ACTS.values()) == set(Act.values)


def test_nobody_both_asks_for_a_closure_and_approves_it() -> None:
    assert [role for role, acts in ACTS.items() if {"close_case", "approve_closure"} <= acts] == []
