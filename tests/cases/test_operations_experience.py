"""Experiences in parts: stages, who was involved without a name, and what is mended later (S1-05…13)."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import Profile, RecruiterProfile, TraffickingEpisode
from cases.operations import (
    EpisodeDetails,
    EpisodeError,
    add_skill,
    put_recruiter,
    put_stage,
    record_episode,
    update_episode,
    write_profile,
)
from cases.queries.experience import episode_card
from cases.rules.partial_dates import UNKNOWN_DATE, on_day
from renate.kit import clock
from tests.factories.cases import CaseFactory


@pytest.fixture
def case(inside):
    return CaseFactory(case_manager=inside, opened_on=date(2026, 1, 15))


def told(case, by, **changes):
    values = {"purposes": ("forced_labour",), "started": on_day(date(2025, 1, 5)),
              "ended": on_day(date(2025, 12, 20))} | changes  # fmt: skip
    return record_episode(by=by, on=clock.today(), case=case, details=EpisodeDetails(**values))


@pytest.mark.rule("S1-05", "S1-06", "S1-07", "S1-08", "S1-11", "S1-13")
def test_stages_and_who_was_involved_hang_on_the_experience(case, inside):
    episode = told(case, inside, acts=("recruitment",), means=("deception",), debt_claimed=Decimal("3000"))
    put_stage(by=inside, on=clock.today(), episode=episode, stage="recruitment", location_type="online",
              happened=on_day(date(2025, 1, 5)), country="AL", city="Тетово")  # fmt: skip
    put_recruiter(by=inside, on=clock.today(), episode=episode, roles=["recruiter_intermediary"],
                  methods=["online_social_network"], platforms=["telegram"],
                  not_answered={"nationality": "unknown"})  # fmt: skip

    card = episode_card(episode, case.person.birth, in_full=True, with_others=True)
    closed = episode_card(episode, case.person.birth, in_full=False, with_others=False)

    assert card["stages"][0]["where"] == "Online, Тетово, Albania"
    assert {"label": "Nationality", "value": "Unknown"} in card["recruiters"][0]["rows"]
    assert {"label": "Debt claimed", "value": "€ 3,000.00"} in card["rows"]
    assert [part["words"] for part in card["elements"]] == ["recorded"] * 3
    assert closed["stages"] == closed["recruiters"] == closed["elements"] == []


@pytest.mark.rule("S1-07")
def test_no_profile_has_room_for_a_name():
    columns = {field.name for field in RecruiterProfile._meta.fields}

    assert not columns & {"name", "first_name", "last_name", "alias", "address", "phone", "note"}


@pytest.mark.rule("R-15")
@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (date(2999, 1, 1), "in the future"), (date(1980, 1, 1), "before the person was born"),
        (date(2026, 1, 1), "had ended"),
    ],
)  # fmt: skip
def test_impossible_stage_is_refused_beside_its_date(case, inside, happened, words):
    episode = told(case, inside)

    with pytest.raises(EpisodeError) as refused:
        put_stage(by=inside, on=clock.today(), episode=episode, stage="transit", happened=on_day(happened))

    assert refused.value.field == "happened"
    assert words in refused.value.reasons[0]


@pytest.mark.rule("R-10", "R-11")
def test_history_is_computed_anew_when_an_experience_is_mended(case, inside):
    index = told(case, inside)
    other = told(case, inside, started=UNKNOWN_DATE, ended=UNKNOWN_DATE,
                 relation_to_assistance="after_assistance")  # fmt: skip
    assert other.relation_to_assistance == "after_assistance"

    earlier = EpisodeDetails(purposes=("forced_begging",), started=on_day(date(2019, 1, 1)),
                             ended=on_day(date(2020, 1, 1)))  # fmt: skip
    update_episode(by=inside, on=clock.today(), case=case, episode=other, details=earlier)

    said = {row.pk: row.relation_to_assistance for row in TraffickingEpisode.objects.all()}
    assert said == {index.pk: "index", other.pk: "before_first_assistance"}


def test_a_question_without_an_answer_keeps_its_reason(case, inside):
    episode = told(case, inside, purposes=(), not_answered={"purposes": "declined"})

    card = episode_card(episode, case.person.birth, in_full=True, with_others=False)

    assert {"label": "Exploited for", "value": "Declined to answer"} in card["rows"]


@pytest.mark.rule("S0-32", "S0-33")
def test_what_the_person_brings_is_kept_and_mended(case, inside):
    write_profile(
        by=inside, on=clock.today(), case=case, strengths="Пее", not_answered={"before_home": "declined"}
    )
    write_profile(by=inside, on=clock.today(), case=case, strengths="Пее и готви", aspirations="Shtëpi")
    skill = add_skill(by=inside, on=clock.today(), case=case, name="Qepje", level="good", wants_to_use=True)

    profile = Profile.objects.get()
    assert (profile.strengths, profile.aspirations) == ("Пее и готви", "Shtëpi")
    assert profile.silence_words("before_home") == "Declined to answer"
    assert case.person.skills.get() == skill
