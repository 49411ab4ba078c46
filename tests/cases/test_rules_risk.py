"""Risk levels and reviews (domain 5, R-20), contact checks, closing (R-14), history (R-10, R-11)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import ClosureReason, Precision, RiskDomain
from cases.rules.closing import ClosureFacts, Try, missing_for_closure
from cases.rules.contact import needs_check, next_check_on
from cases.rules.history import Span, is_previously_trafficked, is_re_trafficked, relation_of
from cases.rules.partial_dates import PartialDate, on_day
from cases.rules.risk import (
    is_fresh,
    overall_level,
    review_due,
    risk_state,
    scheduling_level,
)

TODAY = date(2026, 11, 22)
level = st.none() | st.integers(0, 4)
five_levels = st.fixed_dictionaries(dict.fromkeys(RiskDomain.values, level))


@given(five_levels)
def test_overall_is_the_highest_known_level(levels):
    known = [value for value in levels.values() if value is not None]

    assert overall_level(levels.values()) == (max(known) if known else None)


@pytest.mark.rule("R-20")
@given(five_levels, level)
def test_review_follows_the_highest_view_and_unknown_counts_as_two(levels, own):
    scheduled = scheduling_level(levels, own)

    assert scheduled >= (overall_level(levels.values()) or 0)
    assert scheduled >= (own or 0)
    if None in levels.values():
        assert scheduled >= 2


@pytest.mark.parametrize(("value", "days"), [(4, 1), (3, 7), (2, 30), (1, 90), (0, 180)])
def test_review_is_due_by_level(value, days):
    assert review_due(TODAY, value) == TODAY + timedelta(days=days)


@given(st.integers(0, 4), st.integers(1, 400))
def test_phase_makes_a_review_sooner_and_never_later(value, limit):
    due = review_due(TODAY, value, limit)

    assert due <= review_due(TODAY, value)
    assert due <= TODAY + timedelta(days=limit)


def test_lapsed_review_shows_since_when_the_level_is_unknown():
    yesterday = TODAY - timedelta(days=1)

    state = risk_state(1, yesterday, TODAY)

    assert state.level is None
    assert state.unknown_since == yesterday
    assert risk_state(1, TODAY, TODAY).level == 1


@pytest.mark.rule("R-20")
@pytest.mark.parametrize(
    ("age", "value", "fresh"),
    [
        (30, 2, True),
        (31, 2, False),
        (3, 3, True),
        (4, 3, False),
        (4, 4, False),
        (0, None, True),
        (-1, 1, False),
    ],
)
def test_assessment_is_fresh(age, value, fresh):
    assert is_fresh(TODAY - timedelta(days=age), value, TODAY) is fresh


def test_contact_plan_is_confirmed_every_ninety_days_and_thirty_in_crisis():
    assert next_check_on(TODAY, in_crisis=False) == TODAY + timedelta(days=90)
    assert next_check_on(TODAY, in_crisis=True) == TODAY + timedelta(days=30)
    assert needs_check(TODAY, TODAY)
    assert not needs_check(TODAY + timedelta(days=1), TODAY)


def closure(**changes) -> ClosureFacts:
    ready = {
        "reason": "goals_met", "outcome": "reintegrated_successfully", "summary": "Lives on her own.",
        "on": TODAY, "opened_on": date(2024, 1, 1), "today": TODAY, "data_consent_decided": True,
        "contact_consent_decided": True,
    }  # fmt: skip
    return ClosureFacts(**ready | changes)


def tried(*tries) -> tuple[Try, ...]:
    return tuple(Try(TODAY - timedelta(days=days), way) for days, way in tries)


@pytest.mark.rule("R-13", "R-14")
@pytest.mark.parametrize(
    "tries",
    [
        (),
        ((40, "phone"), (2, "visit")),
        ((40, "phone"), (20, "phone"), (2, "phone")),
        ((29, "phone"), (20, "visit"), (2, "phone")),
        ((40, "phone"), (20, "phone"), (-1, "visit")),
    ],
)
def test_contact_is_lost_after_three_tries_in_two_ways_over_thirty_days_only(tries):
    [(name, text)] = missing_for_closure(closure(reason="lost_contact", tries=tried(*tries)))

    assert name == "reason"
    assert "three tries" in text


@pytest.mark.rule("R-14")
def test_open_tasks_are_handed_over_in_words():
    [(name, text)] = missing_for_closure(closure(open_tasks=2, open_items=" "))

    assert (name, text) == (
        "open_items",
        "2 tasks are still open: say who takes them over, or end them first.",
    )
    assert missing_for_closure(closure(open_tasks=2, open_items="Ana takes both.")) == []


@pytest.mark.rule("R-14")
def test_complete_closure_misses_nothing():
    assert missing_for_closure(closure()) == []


@pytest.mark.rule("R-14")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"outcome": ""}, "outcome"),
        ({"summary": "  "}, "summary"),
        ({"data_consent_decided": False}, None),
        ({"contact_consent_decided": False}, None),
        ({"risk_block": "The risk is critical."}, None),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": date(2023, 12, 31)}, "on"),
    ],
)
def test_closure_misses_one_thing(change, field):
    assert [name for name, _text in missing_for_closure(closure(**change))] == [field]


@pytest.mark.rule("R-14")
@pytest.mark.parametrize("reason", [ClosureReason.DECEASED, ClosureReason.LOST_CONTACT])
def test_closure_without_the_person_asks_nothing_of_them(reason):
    gone = closure(
        reason=reason,
        tries=tried((40, "phone"), (20, "visit"), (2, "phone")),
        data_consent_decided=False,
        contact_consent_decided=False,
        risk_block="Too old.",
    )

    assert missing_for_closure(gone) == []


ASSISTED = date(2026, 1, 15)
INDEX = Span(on_day(date(2025, 3, 1)), on_day(date(2025, 12, 20)), "index")


@pytest.mark.rule("R-10", "R-11")
@pytest.mark.parametrize(
    ("span", "index", "relation"),
    [
        (Span(on_day(date(2025, 3, 1))), None, "index"),
        (Span(on_day(date(2020, 1, 1)), on_day(date(2021, 1, 1))), INDEX, "before_first_assistance"),
        (Span(PartialDate(date(2019, 1, 1), Precision.YEAR)), INDEX, "before_first_assistance"),
        (Span(on_day(date(2026, 6, 1))), INDEX, "after_assistance"),
        (Span(PartialDate(date(2026, 1, 1), Precision.YEAR)), INDEX, None),
        (Span(on_day(date(2025, 12, 25))), INDEX, "index"),
        (Span(on_day(date(2025, 6, 1))), INDEX, None),
        (Span(), INDEX, None),
    ],
)
def test_relation_follows_from_the_dates(span, index, relation):
    assert relation_of(span, index, ASSISTED) == relation


@pytest.mark.rule("R-10")
@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_beginning_after_assistance_is_after_assistance(started):
    relation = relation_of(Span(on_day(started)), None, ASSISTED)

    assert (relation == "after_assistance") == (started > ASSISTED)


@pytest.mark.rule("R-10", "R-11")
@given(st.lists(st.sampled_from(["before_first_assistance", "index", "after_assistance"]), max_size=5))
def test_history_is_computed_from_the_episodes(relations):
    spans = [Span(relation=relation) for relation in relations]

    assert is_previously_trafficked(spans) == ("before_first_assistance" in relations)
    assert is_re_trafficked(spans) == ("after_assistance" in relations)
