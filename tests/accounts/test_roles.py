"""The two tables of domain section 7, compared row by row with what they say there."""

import pytest

from renate.accounts.roles import ACTS, Access, Act, Role, Section, section_access

# R read · W write · r limited · - none; the letters of the domain, where a cell has words in our reading:
# "R totals" and "r summary" are limited; a writer of one part of a section (a psychologist's F10) writes.
DOMAIN = {
    #                A B C D E F G H I J K L M N
    "case_manager": "W W W W W r - r R R W W r R",
    "deputy":       "R r W W W - - - R R R - - -",
    "coordinator":  "r - R r W r - r W W r - r R",
    "shelter_staff": "r - r - r r - - r r r - - -",
    "psychologist": "R r R W W R W - r - R - - -",
    "health":       "R - r W r W - - r - R - - -",
    "legal":        "R R r W R - - W - - r W r -",
    "job_adviser":  "r - R W r - - - - - - W r -",
    "interpreter":  "r - - - - - - - - - - - - -",
    "officer":      "- - - - - - - - - - - - W W",
    "director":     "R r R R R - - r R r R - R R",
    "secretariat":  "- - - - - - - - - - - - r R",
    "admin":        "- - - - - - - - - - - - - -",
    "dpo":          "- - - - - - - - - - - - - R",
}  # fmt: skip
LETTERS = {Access.NONE: "-", Access.LIMITED: "r", Access.READ: "R", Access.WRITE: "W"}


@pytest.mark.parametrize("role", Role.values)
def test_a_role_opens_the_sections_that_the_domain_gives_it(role: str) -> None:
    row = " ".join(LETTERS[section_access(role, section)] for section in Section.values)

    assert row == DOMAIN[role]


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
    assert set(ACTS) == set(DOMAIN) == set(Role.values)


def test_every_act_can_be_done_by_somebody() -> None:
    assert set().union(*ACTS.values()) == set(Act.values)


def test_nobody_both_asks_for_a_closure_and_approves_it() -> None:
    assert [role for role, acts in ACTS.items() if {"close_case", "approve_closure"} <= acts] == []
