"""Who decides for a minor, and what such a case needs (R-16)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import GivenBy
from cases.rules.guardians import (
    GuardianFacts,
    MinorFacts,
    assent_problem,
    guardian_problem,
    missing_for_minor,
    who_decides,
)
from cases.rules.surroundings import FamilyFacts, community_problems, family_problems
from reintegration.rules.setbacks import placement_problem

pytestmark = pytest.mark.rule("R-16")
ABLE = GuardianFacts(is_verified=True, conflict_of_interest=False)
flags = st.none() | st.booleans()
guardians = st.builds(GuardianFacts, st.booleans(), flags, flags)


@given(st.lists(guardians, max_size=3))
def test_the_authority_decides_where_a_conflict_is_not_ruled_out(found):
    able = [g for g in found if g.is_verified and g.conflict_of_interest is False and not g.was_involved]

    assert who_decides(found) == (GivenBy.BOTH if able else GivenBy.COURT)
    assert (guardian_problem(GivenBy.BOTH, found, is_minor=True) is None) == bool(able)


@pytest.mark.parametrize(("kind", "problem"), [("parent", "none"), ("representative", None)])
def test_for_an_adult_only_a_legal_representative_decides(kind, problem):
    known = [GuardianFacts(is_verified=True, conflict_of_interest=False, kind=kind)]

    assert guardian_problem(GivenBy.GUARDIAN, known, is_minor=False) == problem
    assert guardian_problem(GivenBy.PERSON, [], is_minor=False) is None


@pytest.mark.parametrize(
    ("given_by", "assent", "is_minor", "problem"),
    [
        ("court", "", True, "missing"), ("court", "refused", True, None), ("court", "too_young", True, None),
        ("both", "refused", True, "refused"), ("both", "", True, None), ("person", "given", False, "adult"),
    ],
)  # fmt: skip
def test_the_childs_own_answer_is_stored_beside_the_adults(given_by, assent, is_minor, problem):
    assert assent_problem("given", given_by, assent, is_minor=is_minor) == problem


def test_what_the_case_of_a_minor_still_needs():
    assert missing_for_minor(MinorFacts()) == ["guardian", "actor", "best_interest"]
    assert missing_for_minor(MinorFacts(guardians=(ABLE,))) == ["actor", "best_interest"]
    assert missing_for_minor(MinorFacts(has_actor=True, has_best_interest=True)) == []


@pytest.mark.rule("S2-13")
@pytest.mark.parametrize(
    ("kind", "is_minor", "conclusion", "problem"),
    [
        ("own_family", False, "", "family_assessment"),
        ("foster_family", True, "", "family_assessment"),
        ("independent_rented", False, "", None),
        ("own_family", True, "not_suitable", "family_not_suitable"),
        ("foster_family", True, "not_suitable", None),
        ("own_family", True, "suitable_with_support", None),
    ],
)
def test_a_placement_waits_for_the_assessment_of_the_family(kind, is_minor, conclusion, problem):
    assert placement_problem(kind, is_minor=is_minor, conclusion=conclusion) == problem


@pytest.mark.rule("S2-13", "S3-44")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"violence": True}, "conclusion"),
        ({"linked": True}, "conclusion"),
        ({"home_environment": "dangerous"}, "conclusion"),
        ({"relative_involved": True}, "conclusion"),
        ({"agrees": False}, "conclusion"),
        ({"is_minor": True, "child_heard": False}, "child_views"),
    ],
)
def test_a_dangerous_home_is_never_called_suitable(changes, field):
    problems = family_problems(FamilyFacts("suitable", **changes))

    assert [name for name, _text in problems] == ([field] if field else [])


def test_a_dangerous_place_needs_measures():
    assert community_problems("suitable", "dangerous", None)
    assert community_problems("suitable", "safe", False)
    assert community_problems("suitable_with_measures", "dangerous", False) == []
