"""Training as a step to a job, employers one may trust, costs shared out (S1-14, S2-49…52, R-19)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration import catalogue
from reintegration.catalogue import Category, Service
from reintegration.rules import work
from reintegration.rules.activities import shares
from reintegration.rules.offering import emptied_while_in_use, offered
from reintegration.rules.plans import is_late, objection_to_approval
from reintegration.rules.work import JobFacts, TrainingFacts
from reintegration.work_codes import (
    STEREOTYPED_TRADES,
    JobBarrier,
    TrainingKind,
    VettingAnswer,
    VettingQuestion,
    VettingResult,
)

TODAY = date(2026, 6, 22)
ALL_YES = dict.fromkeys(VettingQuestion.values, VettingAnswer.YES)


@pytest.mark.rule("R-19", "S2-50")
@pytest.mark.parametrize(
    ("outcome", "next_step", "asked"),
    [("completed", "", True), ("completed", "job", False), ("dropped_out", "", False), ("", "", False)],
)
def test_completed_training_without_next_step_is_asked_about_after_thirty_days(outcome, next_step, asked):
    ended = date(2026, 1, 31) if outcome else None

    due = work.follow_up_due(ended, outcome, next_step)

    assert due == (date(2026, 3, 2) if asked else None)
    assert work.is_without_result(ended, outcome, next_step, date(2026, 4, 30)) is False
    assert work.is_without_result(ended, outcome, next_step, date(2026, 5, 1)) is asked


@pytest.mark.rule("S2-49")
def test_demand_that_was_checked_names_where():
    bare = TrainingFacts(TODAY, demand_checked=True)
    named = TrainingFacts(TODAY, demand_checked=True, demand_source="Two vacancies in town")

    assert work.objections_to_training(bare, today=TODAY) == [("market_source", "market_source")]
    assert work.objections_to_training(named, today=TODAY) == []
    assert len(STEREOTYPED_TRADES) == 5


@pytest.mark.rule("R-15")
def test_training_days_are_possible_and_leaving_early_has_a_reason():
    facts = TrainingFacts(
        TODAY,
        planned_end=TODAY - timedelta(days=1),
        ended_on=TODAY + timedelta(days=1),
        outcome="dropped_out",
    )

    assert work.objections_to_training(facts, today=TODAY) == [
        ("planned_end", "training_end_first"),
        ("on", "in_future"),
        ("dropout_reason", "dropout_reason"),
    ]


@pytest.mark.rule("S2-51")
def test_no_training_hides_among_psychosocial_services():
    therapy = [s for s in catalogue.SERVICES.values() if s.category == "psychosocial"]

    assert therapy
    assert not [s.code for s in therapy if "training" in s.code or "course" in s.label.lower()]
    assert {"education_training", "economic"} == work.LEARNING
    assert len(TrainingKind) == 10


@pytest.mark.rule("S1-14")
@pytest.mark.parametrize("question", VettingQuestion.values)
def test_one_sign_of_forced_labour_decides_and_a_gap_stays_open(question):
    no = work.vetting_result(ALL_YES | {question: VettingAnswer.NO})
    unknown = work.vetting_result(ALL_YES | {question: VettingAnswer.UNKNOWN})

    assert no == (VettingResult.NOT_SUITABLE if question in work.DECISIVE else VettingResult.OPEN_QUESTIONS)
    assert unknown == VettingResult.OPEN_QUESTIONS
    assert work.vetting_result(ALL_YES) == VettingResult.SUITABLE
    assert work.vetting_result({}) == VettingResult.OPEN_QUESTIONS


@pytest.mark.rule("S1-14")
def test_check_is_good_for_a_year():
    assert work.is_vetting_valid(TODAY, date(2027, 6, 21))
    assert not work.is_vetting_valid(TODAY, date(2027, 6, 22))
    assert not work.is_vetting_valid(TODAY, date(2026, 6, 21))


@pytest.mark.rule("S1-14", "S1-18")
@pytest.mark.parametrize(
    ("found", "vetted", "result", "reason", "objections"),
    [
        ("ngo", True, "suitable", "", []),
        ("ngo", False, "", "", [("unchecked_reason", "employer_not_checked")]),
        ("ngo", False, "", "A cousin works there", []),
        ("partner", False, "not_suitable", "All the same", [("employer", "employer_not_suitable")]),
        ("own", False, "not_suitable", "", []),
        ("ngo", None, "", "", []),
    ],
)
def test_nobody_is_sent_to_an_employer_nobody_looked_at(found, vetted, result, reason, objections):
    job = JobFacts(TODAY, found, vetted, result, reason)

    assert work.objections_to_job(job, today=TODAY, opened_on=TODAY) == objections


@pytest.mark.rule("S0-25", "S0-26", "S0-27")
def test_barriers_name_level_distance_and_group():
    assert {"no_jobs_at_level", "distance_location", "no_jobs_for_group"} <= set(JobBarrier.values)


@given(st.integers(1, 10**7), st.integers(1, 60))
def test_cost_of_a_group_is_shared_to_the_cent(cents, count):
    parts = shares(Decimal(cents) / 100, count)

    assert sum(parts) == Decimal(cents) / 100
    assert max(parts) - min(parts) <= Decimal("0.01")


def test_catalogue_less_what_is_off_with_our_own_at_the_end():
    one, two = (Service(f"a.{n}", n, (), (), (), "session") for n in ("one", "two"))
    own = Service("a.own_x", "Ours", (), (), (), "session", is_own=True)

    [category] = offered([Category("a", "A", (one, two))], off={"a.one"}, own=[own])

    assert [service.code for service in category.services] == ["a.two", "a.own_x"]


def test_category_that_plans_count_on_is_not_emptied():
    empty, other = Category("a", "Legal", ()), Category("b", "Health", ())

    assert emptied_while_in_use([empty, other], {"a.advice"}) == ["Legal"]


def test_plan_is_approved_by_somebody_else_after_the_person():
    yes = {"is_agreed": True, "is_approved": False, "may_approve": True, "manages_case": False}

    assert objection_to_approval(**yes) is None
    for change, code in (
        ({"may_approve": False}, "may_not_approve"),
        ({"manages_case": True}, "not_own_plan"),
        ({"is_agreed": False}, "plan_not_agreed"),
        ({"is_approved": True}, "plan_approved"),
    ):
        assert objection_to_approval(**yes | change) == code


def test_service_is_late_until_it_is_over_or_declined():
    yesterday = TODAY - timedelta(days=1)

    assert is_late("agreed", yesterday, TODAY)
    assert not is_late("agreed", TODAY, TODAY)
    assert not is_late("declined_by_person", yesterday, TODAY)
    assert not is_late("completed", yesterday, TODAY)
