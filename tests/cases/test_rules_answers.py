"""An answer, a reason for silence, or still open (domain 2.1.4): of models, rules and forms alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import NotAnswered, Precision
from cases.forms.answers import AskedForm
from cases.forms.arrival import ArrivalForm
from cases.forms.assessments import CommunityForm
from cases.forms.experience import EpisodeForm, RecruiterForm, StageForm
from cases.forms.people import PersonForm, ProfileForm, RelatedPersonForm
from cases.models import (
    Case,
    CommunityAssessment,
    EpisodeStage,
    Person,
    Profile,
    RecruiterProfile,
    RelatedPerson,
    TraffickingEpisode,
)
from cases.rules.answers import is_answered, silence_problems
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate

ASKED_OF = [
    (PersonForm, Person), (RelatedPersonForm, RelatedPerson), (ProfileForm, Profile), (ArrivalForm, Case),
    (EpisodeForm, TraffickingEpisode), (StageForm, EpisodeStage), (RecruiterForm, RecruiterProfile),
]  # fmt: skip
reasons = st.sampled_from(NotAnswered.values)


@pytest.mark.parametrize("value", [None, "", [], (), UNKNOWN_DATE])
def test_nothing_is_no_answer(value):
    assert not is_answered(value)


@pytest.mark.parametrize("value", [False, 0, "no", ["a"], PartialDate(date(2009, 1, 1), Precision.YEAR)])
def test_no_and_nought_are_answers(value):
    assert is_answered(value)


@given(st.dictionaries(st.sampled_from("abc"), reasons))
def test_a_reason_stands_only_where_there_is_no_answer(silences):
    answers = {"a": None, "b": "yes", "c": []}

    wrong = {question for question, _text in silence_problems(answers, silences)}

    assert wrong == {"b"} & set(silences)


def test_a_reason_that_is_none_of_the_four_or_about_nothing_is_refused():
    assert [q for q, _text in silence_problems({"a": None}, {"a": "later", "z": "unknown"})] == ["a", "z"]


@pytest.mark.parametrize(("form", "model"), ASKED_OF, ids=lambda kind: kind.__name__)
def test_every_sensitive_question_of_a_form_takes_all_four_reasons(form: type[AskedForm], model):
    fields = form().fields
    asked = {form.QUESTION.get(name, name): name for name in form.base_fields}

    for question in model.QUESTIONS:
        if question not in asked:
            continue
        name = asked[question]
        listed = fields.get(f"{name}_why_not") or fields[name]
        offered = str(list(listed.choices))
        assert all(code in offered for code in NotAnswered.values), question


def test_a_community_can_be_unknown_too():
    form = CommunityForm({"on": "2026-11-22", "stigma": "declined", "conclusion": "suitable"})

    assert form.is_valid(), form.errors
    assert form.answers()["not_answered"] == {"stigma": "declined"}
    assert "stigma" in CommunityAssessment.QUESTIONS


@given(reasons)
def test_what_was_sent_comes_back_as_answer_or_reason(reason):
    sent = {"stage": "transit", "country": reason, "location_type": reason, "happened_why_not": reason}

    form = StageForm(sent)

    assert form.is_valid()
    found = form.answers()
    assert found["country"] == ""
    assert found["location_type"] == reason
    assert found["not_answered"] == {"country": reason, "happened_on": reason}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"happened_2": "2009", "happened_why_not": "declined"}, "happened"),
        ({"country": "nowhere"}, "country"),
    ],
)
def test_answer_and_reason_at_once_or_an_unknown_code_stand_beside_the_field(sent, field):
    form = StageForm({"stage": "transit"} | sent)

    assert field in form.errors


def test_several_answers_and_a_reason_contradict_each_other():
    form = RecruiterForm({"roles": ["exploiter", "unknown"]})

    assert "roles" in form.errors
