"""What each kind of placement needs beforehand (S2-16…22, R-16)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reintegration.codes import PlacementKind
from reintegration.rules import placements
from reintegration.rules.directory import is_stale
from reintegration.rules.placements import PlacementFacts
from reintegration.rules.setbacks import placement_problem

DAY = date(2026, 6, 22)
READY = PlacementFacts(community="suitable", employer_checked=True, in_training=True)
BARE = PlacementFacts()


@pytest.mark.rule("S2-16", "S2-17", "S2-18", "S2-19", "S2-20", "S2-21", "S2-22")
@pytest.mark.parametrize(
    ("kind", "problem", "missing"),
    [
        ("own_family", "family_assessment", []),
        ("extended_family", "family_assessment", []),
        ("foster_family", None, []),
        ("job_placement", None, ["placement_employer"]),
        ("training_centre", None, ["placement_training"]),
        ("group_home", None, []),
        ("continuing_institutional_care", None, []),
        ("independent_rented", None, ["placement_community"]),
        ("shared_rented", None, ["placement_community"]),
        ("other", None, []),
    ],
)
def test_each_kind_needs_its_own_look(kind, problem, missing):
    assert placement_problem(kind, is_minor=False, conclusion="") == problem
    assert placements.missing_for(kind, BARE) == missing
    assert placements.missing_for(kind, READY) == []


@pytest.mark.parametrize("kind", PlacementKind.values)
def test_placement_that_the_person_does_not_want_needs_a_reason(kind):
    assert placements.missing_for(kind, replace(READY, agreed_by_person=False)) == ["placement_not_agreed"]


def test_look_at_a_place_is_good_for_half_a_year():
    assert placements.looked_at(DAY, DAY + timedelta(days=182))
    assert not placements.looked_at(DAY, DAY + timedelta(days=183))
    assert not placements.looked_at(DAY, DAY - timedelta(days=1))


@pytest.mark.rule("R-15")
def test_new_home_ends_the_old_one_and_not_the_job():
    assert placements.replaces("shared_rented", "own_family")
    assert placements.replaces("job_placement", "training_centre")
    assert not placements.replaces("shared_rented", "job_placement")


def test_entry_of_the_directory_is_a_hint_after_a_year():
    assert not is_stale(DAY, date(2027, 6, 21))
    assert is_stale(DAY, date(2027, 6, 22))
