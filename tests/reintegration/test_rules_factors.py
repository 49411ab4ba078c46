"""Arithmetic of the fourteen factors (domain 2.6)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration.codes import ScoreMark
from reintegration.instrument import CRITICAL_FACTORS, FACTORS_WITH_NA, NUMBERS, instrument, versions
from reintegration.rules import factors
from reintegration.rules.factors import Score

SCORE = st.builds(
    Score,
    worker=st.none() | st.integers(1, 5),
    own=st.none() | st.integers(1, 5),
    mark=st.sampled_from(ScoreMark.values),
)
PROFILE = st.dictionaries(st.sampled_from(list(NUMBERS)), SCORE)


def profile(*worker_scores, own=None):
    return {n: Score(worker=score, own=own) for n, score in enumerate(worker_scores, start=1)}


@pytest.mark.rule(
    "S3-13",
    "S3-14",
    "S3-15",
    "S3-16",
    "S3-17",
    "S3-18",
    "S3-19",
    "S3-20",
    "S3-21",
    "S3-22",
    "S3-23",
    "S3-24",
    "S3-25",
    "S3-26",
)
def test_instrument_has_fourteen_factors_with_five_written_anchors_each():
    found = instrument()

    assert [f.number for f in found.factors] == list(range(1, 15))
    assert {len(f.anchors) for f in found.factors} == {5}
    assert all(anchor for f in found.factors for anchor in f.anchors)
    assert CRITICAL_FACTORS == (1, 2, 5, 8, 9, 10)


def test_instrument_texts_carry_no_source_marks():
    texts = [t for f in instrument().factors for t in (f.covers, f.verification, *f.indicators, *f.anchors)]

    assert not [text for text in texts if "[" in text or "*" in text]


def test_unknown_version_is_an_error():
    assert versions() == ("factors_v1",)
    with pytest.raises(LookupError):
        instrument("factors_v0")


@given(PROFILE)
def test_mean_is_shown_from_ten_valid_scores_on_and_lies_between_them(scores):
    found, mean = factors.valid(scores), factors.mean(scores)

    assert (mean is None) == (len(found) < 10)
    assert mean is None or min(found.values()) <= mean <= max(found.values())


@given(PROFILE, PROFILE)
def test_change_is_counted_for_factors_valid_in_both_only(scores, baseline):
    change = factors.change(scores, baseline)

    assert set(change) == set(factors.valid(scores)) & set(factors.valid(baseline))
    assert all(baseline[n].worker + change[n] == scores[n].worker for n in change)


@given(PROFILE)
def test_own_scores_never_enter_the_workers_figures(scores):
    without = {n: Score(s.worker, None, s.mark, s.comment) for n, s in scores.items()}

    assert factors.valid(scores) == factors.valid(without)
    assert factors.mean(scores) == factors.mean(without)


@given(PROFILE)
def test_counts_are_of_valid_scores(scores):
    counted = factors.stable_count(scores) + factors.critical_count(scores)

    assert counted <= len(factors.valid(scores))


@pytest.mark.parametrize(
    ("worker", "own", "gap"), [(2, 4, {1: 2}), (5, 1, {1: -4}), (3, 4, {}), (3, None, {}), (None, 5, {})]
)
def test_gap_of_two_or_more_is_marked(worker, own, gap):
    assert factors.gaps({1: Score(worker, own)}) == gap


@pytest.mark.parametrize(
    ("number", "score", "found"),
    [
        (1, Score(3, 4), []),
        (1, Score(), []),
        (1, Score(0), [("worker", "out_of_range")]),
        (1, Score(3, 6), [("own", "out_of_range")]),
        (1, Score(3, mark="nk"), [("worker", "score_and_mark")]),
        (1, Score(mark="nk"), []),
        (1, Score(mark="na", comment="None wanted."), [("worker", "never_na")]),
        (14, Score(mark="na"), [("comment", "na_reason")]),
        (14, Score(mark="na", comment="No family."), []),
    ],
)
def test_objections_to_score(number, score, found):
    assert factors.objections_to_score(number, score) == found


def test_factors_that_always_apply_are_those_of_the_instrument():
    assert {3, 4, 8, 12, 13, 14} == FACTORS_WITH_NA


def test_unanswered_factors_are_those_without_score_and_mark():
    scores = {**profile(*[3] * 12), 13: Score(mark="nk")}

    assert factors.unanswered(scores) == [14]


@pytest.mark.parametrize(
    ("days", "kinds", "objection"),
    [
        (2, [], "baseline_too_early"),
        (3, [], None),
        (3, ["periodic"], None),
        (20, ["baseline"], "second_baseline"),
    ],
)
def test_baseline_is_single_and_never_in_the_first_72_hours(days, kinds, objection):
    start = date(2026, 1, 15)

    assert factors.baseline_objection(start + timedelta(days=days), start, kinds) == objection
