"""Experience, contact, risk, notes, team."""

from datetime import date, timedelta

import pytest

from cases import hooks
from cases.models import ContactPlan, RiskAssessment
from cases.operations import (
    ContactError,
    EpisodeDetails,
    EpisodeError,
    NoteError,
    PersonDetails,
    PersonError,
    RiskError,
    TeamError,
    add_related_person,
    add_team_member,
    assess_risk,
    assign_case,
    record_episode,
    set_confidentiality,
    set_contact_plan,
    update_arrival,
    update_person,
    write_note,
)
from cases.queries.identity import arrival_rows
from cases.rules.partial_dates import on_day
from renate.accounts.roles import Role
from renate.kit import clock
from tests.factories.cases import CaseFactory, ConsentFactory, ContactPlanFactory, EpisodeFactory

LEVELS = {"traffickers": 1, "self_harm": 0, "re_trafficking": 2, "health": 0, "family": 0}


@pytest.fixture
def case(inside):
    return CaseFactory(case_manager=inside, opened_on=clock.today() - timedelta(days=200))


def episode(case, by, **details):
    values = {"purposes": ("forced_labour",)} | details
    return record_episode(by=by, on=clock.today(), case=case, details=EpisodeDetails(**values))


@pytest.mark.rule("R-11", "S3-35")
def test_episode_before_the_index_one_makes_previously_trafficked(case, inside):
    EpisodeFactory(person=case.person, started_on=date(2024, 1, 1), started_precision="day")

    earlier = episode(case, inside, started=on_day(date(2015, 1, 1)), ended=on_day(date(2016, 1, 1)))

    assert earlier.relation_to_assistance == "before_first_assistance"
    assert case.person.episodes.model.objects.filter(relation_to_assistance="index").count() == 1


@pytest.mark.rule("R-10", "S3-61")
def test_episode_after_assistance_supersedes_the_outcome_and_keeps_it(inside, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "on_episode_recorded", [lambda found, by, on: told.append(found)])
    case = CaseFactory(
        case_manager=inside, opened_on=date(2024, 1, 1), status="closed", closed_on=date(2025, 1, 1),
        closure_reason="goals_met", closure_outcome="reintegrated_successfully",
    )  # fmt: skip

    again = episode(case, inside, started=on_day(date(2025, 6, 1)))

    case.refresh_from_db()
    assert again.relation_to_assistance == "after_assistance"
    assert (case.closure_outcome, case.superseded_on) == ("reintegrated_successfully", clock.today())
    assert told == [again]


def test_episode_whose_dates_say_nothing_asks_for_a_word(case, inside):
    EpisodeFactory(person=case.person)

    with pytest.raises(EpisodeError) as refused:
        episode(case, inside)
    said = episode(case, inside, relation_to_assistance="before_first_assistance")

    assert refused.value.field == "relation_to_assistance"
    assert said.relation_to_assistance == "before_first_assistance"


@pytest.mark.rule("R-15")
@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"started": on_day(date(1980, 1, 1))}, "started"),
        ({"started": on_day(date(2024, 1, 1)), "ended": on_day(date(2023, 1, 1))}, "ended"),
        ({"started": on_day(date(2999, 1, 1))}, "started"),
        ({"purposes": ()}, "purposes"),
    ],
)
def test_impossible_episode_is_refused(case, inside, details, field):
    with pytest.raises(EpisodeError) as refused:
        episode(case, inside, **details)

    assert refused.value.field == field


def test_new_contact_plan_replaces_the_one_before_and_keeps_it(case, inside):
    old = ContactPlanFactory(case=case)

    plan = set_contact_plan(by=inside, on=clock.today(), case=case, channel="sms", value="+355 1")

    assert ContactPlan.objects.get(case=case, is_current=True) == plan
    assert ContactPlan.objects.filter(pk=old.pk).exists()
    assert plan.check_on == clock.today() + timedelta(days=90)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"channel": "phone"}, "value"),
        ({"channel": "phone", "value": "1", "unsafe_channels": ["phone"]}, "unsafe_channels"),
    ],
)
def test_contradictory_contact_plan_is_refused(case, inside, values, field):
    with pytest.raises(ContactError) as refused:
        set_contact_plan(by=inside, on=clock.today(), case=case, **values)

    assert refused.value.field == field


@pytest.mark.rule("R-20")
def test_risk_is_the_highest_level_and_sets_the_review(case, inside):
    today = clock.today()

    assessment = assess_risk(by=inside, on=today, case=case, levels=LEVELS)

    assert assessment.overall == 2
    assert assessment.review_due == today + timedelta(days=30)
    assert RiskAssessment.objects.latest_for(case) == assessment


def test_unknown_level_and_own_view_make_the_review_sooner(case, inside):
    today = clock.today()
    low = dict.fromkeys(LEVELS, 0)

    unknown = assess_risk(by=inside, on=today, case=case, levels=low | {"family": None})
    feared = assess_risk(by=inside, on=today, case=case, levels=low, own_level=4)

    assert (unknown.overall, unknown.review_due) == (0, today + timedelta(days=30))
    assert (feared.overall, feared.review_due) == (0, today + timedelta(days=1))


def test_phase_limits_the_time_to_the_review(case, inside, monkeypatch):
    monkeypatch.setattr(hooks, "risk_phase_limit", [lambda case, on: 60, lambda case, on: None])

    assessment = assess_risk(by=inside, on=clock.today(), case=case, levels=dict.fromkeys(LEVELS, 0))

    assert assessment.review_due == clock.today() + timedelta(days=60)


@pytest.mark.parametrize("days", [1, -201])
def test_risk_is_assessed_between_opening_and_today(case, inside, days):
    with pytest.raises(RiskError) as refused:
        assess_risk(by=inside, on=clock.today() + timedelta(days=days), case=case, levels=LEVELS)

    assert refused.value.field == "on"


def test_note_of_twenty_thousand_letters_comes_back(case, inside):
    text = "Шетња до реке. " * 1333 + "Крај."

    note = write_note(by=inside, on=clock.today(), case=case, section="C", text=text[:20_000])

    note.refresh_from_db()
    assert note.text == text[:20_000].strip()


def test_note_in_a_section_of_another_role_is_refused(case, inside, psychologist):
    with pytest.raises(NoteError) as refused:
        write_note(by=inside, on=clock.today(), case=case, section="G", text="…")

    assert refused.value.field == "section"
    assert write_note(by=psychologist, on=clock.today(), case=case, section="G", text="…").section == "G"


def test_identity_is_not_added_once_its_storage_is_refused(case, inside):
    ConsentFactory(case=case, purpose="data_storage", decision="refused")

    with pytest.raises(PersonError) as refused:
        update_person(
            by=inside, on=clock.today(), person=case.person, details=PersonDetails(legal_name="Mira")
        )
    with pytest.raises(PersonError) as refused_relative:
        add_related_person(by=inside, on=clock.today(), case=case, relation="child", name="Arta")

    assert (refused.value.field, refused_relative.value.field) == ("legal_name", "name")


def test_update_replaces_what_is_known(case, inside):
    details = PersonDetails(legal_name="Мира", birth=on_day(date(1991, 1, 2)), citizenship="XK")

    update_person(by=inside, on=clock.today(), person=case.person, details=details)

    case.person.refresh_from_db()
    assert (case.person.legal_name, case.person.birth_year, case.person.citizenship) == ("Мира", 1991, "XK")


def test_case_is_assigned_to_an_active_case_manager_only(case, cast, coordinator, former_worker):
    colleague = cast(Role.CASE_MANAGER)

    assign_case(by=coordinator, on=clock.today(), case=case, to=colleague)

    assert case.case_manager == colleague
    for member in (coordinator, former_worker):
        with pytest.raises(TeamError):
            assign_case(by=coordinator, on=clock.today(), case=case, to=member)


def test_member_is_on_the_team_once_at_a_time(case, cast, coordinator):
    deputy, today = cast(Role.DEPUTY), clock.today()
    add_team_member(by=coordinator, on=today, case=case, membership=deputy, to_on=today)

    with pytest.raises(TeamError):
        add_team_member(by=coordinator, on=today, case=case, membership=deputy)
    add_team_member(by=coordinator, on=today + timedelta(days=1), case=case, membership=deputy)

    assert case.team.count() == 2


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN])
def test_role_without_cases_joins_no_team(case, cast, coordinator, role):
    with pytest.raises(TeamError):
        add_team_member(by=coordinator, on=clock.today(), case=case, membership=cast(role))


def test_case_without_manager_is_not_sealed(coordinator, inside):
    with pytest.raises(TeamError):
        set_confidentiality(
            by=coordinator, on=clock.today(), case=CaseFactory(case_manager=None), level="sealed"
        )


@pytest.mark.rule("S3-67")
def test_difficult_case_says_what_makes_it_difficult(inside, case):
    marked = update_arrival(
        by=inside, on=clock.today(), case=case, values={"complexity": ["severe_trauma", "disability"]}
    )

    said = {row["label"]: row["value"] for row in arrival_rows(marked)}
    assert said["What makes it difficult"] == "Severe trauma, Disability"
