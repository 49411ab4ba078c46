"""What a consent needs, how long it lasts, what it means on a day (domain 4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentPurpose, GivenBy
from cases.rules.consent import (
    DEFAULT_VALIDITY,
    ConsentFacts,
    ConsentPeriod,
    consent_problems,
    consent_state,
    default_valid_until,
    ends_soon,
    is_valid,
    unanswered,
)
from cases.rules.guardians import GuardianFacts

TODAY = date(2026, 11, 22)
YES = dict.fromkeys(ChecklistQuestion.values, True)
ABLE = GuardianFacts(is_verified=True, conflict_of_interest=False)
days = st.dates(date(2000, 1, 1), date(2050, 12, 31))


def facts(**changes) -> ConsentFacts:
    return ConsentFacts(
        **{"purpose": "services", "decision": "given", "on": TODAY, "checklist": YES} | changes
    )


def test_every_purpose_has_a_validity():
    assert set(DEFAULT_VALIDITY) == set(ConsentPurpose.values)


@pytest.mark.parametrize(
    ("purpose", "until"),
    [
        ("services", None),
        ("data_storage", None),
        ("share_org", date(2027, 5, 22)),
        ("family_contact", date(2027, 2, 22)),
        ("media_story", date(2027, 11, 22)),
        ("statistics", None),
        ("post_closure", date(2027, 12, 22)),
    ],
)
def test_default_end_by_purpose(purpose, until):
    assert default_valid_until(purpose, TODAY) == until


@pytest.mark.rule("R-16")
@pytest.mark.parametrize("purpose", ["services", "share_org"])
def test_what_a_guardian_gave_ends_before_the_eighteenth_birthday(purpose):
    birthday = TODAY + timedelta(days=30)

    assert default_valid_until(purpose, TODAY, adult_on=birthday) == birthday - timedelta(days=1)


@pytest.mark.parametrize("question", ChecklistQuestion.values)
@pytest.mark.parametrize("answer", [False, None])
def test_given_needs_all_seven_questions(question, answer):
    missing = YES | {question: answer}

    assert unanswered(missing) == [question]
    assert [field for field, _text in consent_problems(facts(checklist=missing), TODAY)] == ["checklist"]


def test_refusal_needs_no_question():
    assert consent_problems(facts(decision=ConsentDecision.REFUSED, checklist={}), TODAY) == []


def test_sharing_names_one_organisation_and_its_sections():
    problems = consent_problems(facts(purpose="share_org"), TODAY)

    assert [field for field, _text in problems] == ["receiver", "sections"]


def test_decision_in_the_future_is_refused():
    assert consent_problems(facts(on=TODAY + timedelta(days=1)), TODAY)[0][0] == "on"


@pytest.mark.rule("R-16")
@pytest.mark.parametrize(
    ("given_by", "refused"),
    [(GivenBy.PERSON, True), (GivenBy.GUARDIAN, True), (GivenBy.BOTH, False), (GivenBy.COURT, False)],
)
def test_minor_needs_guardian_and_own_agreement(given_by, refused):
    asked = facts(is_minor=True, given_by=given_by, assent="given", guardians=(ABLE,))

    problems = consent_problems(asked, TODAY)

    assert [field for field, _text in problems] == (["given_by"] if refused else [])


@pytest.mark.rule("R-16")
def test_no_stories_about_minors():
    minor = facts(purpose="media_story", is_minor=True, given_by=GivenBy.BOTH)

    assert consent_problems(minor, TODAY)[0][0] == "purpose"


@given(days, st.none() | st.integers(0, 400), days)
def test_yes_stands_from_its_first_to_its_last_day(start, length, on):
    until = None if length is None else start + timedelta(days=length)

    valid = is_valid(ConsentPeriod("given", start, until), on)

    assert valid == (start <= on and (until is None or on <= until))


@given(days, days)
def test_replacement_acts_on_its_own_day(start, replaced):
    period = ConsentPeriod("given", start, None, superseded_on=replaced)

    assert not is_valid(period, replaced)
    assert consent_state(period, replaced) == "superseded"


@given(days, st.sampled_from(["refused", "withdrawn", "not_possible"]), days)
def test_only_a_yes_is_ever_valid(start, decision, on):
    assert not is_valid(ConsentPeriod(decision, start), on)


def test_yes_past_its_end_is_expired():
    assert consent_state(ConsentPeriod("given", TODAY, TODAY), TODAY + timedelta(days=1)) == "expired"


def test_end_within_fourteen_days_is_soon():
    assert ends_soon(ConsentPeriod("given", TODAY, TODAY + timedelta(days=14)), TODAY)
    assert not ends_soon(ConsentPeriod("given", TODAY, TODAY + timedelta(days=15)), TODAY)
    assert not ends_soon(ConsentPeriod("given", TODAY, None), TODAY)
