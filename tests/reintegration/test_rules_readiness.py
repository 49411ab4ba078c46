"""Readiness checklists (R-04, R-05, R-06)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration.codes import AssessmentKind, Phase
from reintegration.rules.readiness import Assessed, ReadinessFacts, readiness_for

ON = date(2026, 6, 1)


def assessed(days_ago=5, kind=AssessmentKind.PERIODIC, level=3, **scores):
    changed = {int(name[1:]): score for name, score in scores.items()}
    return Assessed(ON - timedelta(days=days_ago), kind, dict.fromkeys(range(1, 15), level) | changed)


READY_FOR = {
    Phase.TRANSITION: ReadinessFacts(
        on=ON, assessments=(assessed(level=2),), risk_level=1, urgent_health_seen=True, plan_agreed=True,
        legal_status_checked=True, has_contact_plan=True,
    ),
    Phase.REINTEGRATION: ReadinessFacts(
        on=ON, assessments=(assessed(level=3),), risk_level=2, livelihood_under_way=True,
        has_housing_plan=True,
    ),
    Phase.FOLLOW_UP: ReadinessFacts(
        on=ON, assessments=(assessed(kind="closure", level=4), assessed(days_ago=120, level=4)),
        person_agrees=True, post_closure_asked=True, trusted_people=1,
    ),
}  # fmt: skip


def missing(target, **changes):
    readiness = readiness_for(target, replace(READY_FOR[target], **changes))
    return [check.code for check in readiness.missing]


@pytest.mark.rule("R-04", "R-05", "R-06")
@pytest.mark.parametrize("target", READY_FOR)
def test_nothing_is_missing_when_all_facts_are_there(target):
    readiness = readiness_for(target, READY_FOR[target])

    assert readiness.is_ready
    assert readiness.missing == ()


@pytest.mark.rule("R-04", "R-05", "R-06")
@pytest.mark.parametrize("target", READY_FOR)
def test_empty_file_is_ready_for_nothing(target):
    assert not readiness_for(target, ReadinessFacts(on=ON)).is_ready


@pytest.mark.rule("R-04")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"assessments": (assessed(days_ago=31),)}, "assessment_fresh"),
        ({"assessments": (assessed(f5=1),)}, "home_and_safety_2"),
        ({"risk_level": 4}, "no_critical_risk"),
        ({"risk_level": None}, "no_critical_risk"),
        ({"urgent_health_seen": False}, "urgent_health_seen"),
        ({"plan_agreed": False}, "plan_agreed"),
        ({"legal_status_checked": False}, "legal_status_checked"),
        ({"has_contact_plan": False}, "contact_plan"),
    ],
)
def test_transition_names_what_is_missing(change, code):
    assert missing(Phase.TRANSITION, **change) == [code]


@pytest.mark.rule("R-05", "S2-14")
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"assessments": (assessed(f9=2),)}, ["home_safety_health_3"]),
        ({"risk_level": 3}, ["risk_moderate_or_plan_reviewed"]),
        ({"risk_level": 3, "safety_plan_reviewed": True}, []),
        ({"risk_level": None}, ["risk_moderate_or_plan_reviewed"]),
        ({"livelihood_under_way": False}, ["livelihood_under_way"]),
        ({"livelihood_under_way": False, "livelihood_applies": False}, []),
        ({"has_housing_plan": False}, ["housing_plan"]),
    ],
)
def test_reintegration_names_what_is_missing(change, found):
    assert missing(Phase.REINTEGRATION, **change) == found


CLOSURE = assessed(kind="closure", level=4)


@pytest.mark.rule("R-06")
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            {"assessments": (replace(CLOSURE, kind="periodic"), assessed(120, level=4))},
            ["closure_assessment"],
        ),
        ({"assessments": (CLOSURE,)}, ["held_three_months"]),
        ({"assessments": (CLOSURE, assessed(60, level=4), assessed(100, level=4))}, []),
        (
            {"assessments": (CLOSURE, assessed(60, level=4), assessed(100, level=4, f2=3))},
            ["held_three_months"],
        ),
        ({"person_agrees": None}, ["person_agrees"]),
        ({"post_closure_asked": False}, ["post_closure_asked"]),
        ({"trusted_people": 0}, ["trusted_person"]),
    ],
)
def test_closure_names_what_is_missing(change, found):
    assert missing(Phase.FOLLOW_UP, **change) == found


@pytest.mark.rule("R-06")
def test_closure_leaves_out_a_critical_factor_that_does_not_apply_but_not_one_unknown():
    scores = {n: 4 for n in range(1, 15) if n != 8}
    child = Assessed(ON, "closure", scores, not_applicable=frozenset({8}))
    unknown = Assessed(ON, "closure", scores)

    assert "critical_factors_4" not in missing(Phase.FOLLOW_UP, assessments=(child,))
    assert "critical_factors_4" in missing(Phase.FOLLOW_UP, assessments=(unknown,))


@pytest.mark.rule("R-06")
def test_checklist_names_the_factors_that_fall_short():
    facts = replace(
        READY_FOR[Phase.FOLLOW_UP], assessments=(replace(CLOSURE, scores={**CLOSURE.scores, 5: 1}),)
    )

    checks = {check.code: check.factors for check in readiness_for(Phase.FOLLOW_UP, facts).missing}

    assert checks["critical_factors_4"] == (5,)
    assert checks["no_factor_1"] == (5,)


@pytest.mark.rule("R-04")
def test_low_motivation_never_stands_against_a_phase():
    low = {target: tuple(replace(a, scores={**a.scores, 12: 2}) for a in facts.assessments)
           for target, facts in READY_FOR.items()}  # fmt: skip

    assert [missing(target, assessments=low[target]) for target in READY_FOR] == [[], [], []]


@given(st.sampled_from(list(READY_FOR)), st.dictionaries(st.integers(1, 14), st.integers(1, 5)))
def test_better_scores_never_make_a_case_less_ready(target, scores):
    before = replace(READY_FOR[target], assessments=(replace(CLOSURE, scores=scores),))
    better = {n: min(5, score + 1) for n, score in scores.items()}
    after = replace(before, assessments=(replace(CLOSURE, scores=better),))

    found_before = {c.code for c in readiness_for(target, before).missing}
    found_after = {c.code for c in readiness_for(target, after).missing}

    assert found_after <= found_before


@pytest.mark.rule("R-01")
def test_snapshot_holds_codes_only():
    snapshot = readiness_for(Phase.TRANSITION, ReadinessFacts(on=ON)).snapshot()

    assert snapshot["rule"] == "R-04"
    assert snapshot["checks"][1] == {"code": "home_and_safety_2", "met": False, "factors": [1, 5]}


def test_phases_without_a_checklist_have_none():
    assert readiness_for(Phase.CRISIS, ReadinessFacts(on=ON)) is None
    assert readiness_for(Phase.EXTENDED, ReadinessFacts(on=ON)) is None
