"""What other apps read: my day, caseload, timeline, header."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from cases.models import Case
from cases.queries.timeline import newest_events
from reintegration import operations, queries
from reintegration.header import phase_facts
from tests.factories.reintegration import assess, close_file, move_to, open_file, planned_item, set_risk
from tests.reintegration.conftest import OPENED, TODAY


def test_my_day_sorts_by_urgency(case, inside):
    day = queries.my_day(inside, TODAY)

    assert [row.due_on for row in day.overdue] == [date(2026, 6, 8), date(2026, 6, 15)]
    assert [row.due_on for row in day.today] == [TODAY]
    assert [row.due_on for row in day.this_week] == []
    assert day.overdue[0].days_overdue == 14


def test_my_day_row_has_name_code_and_link(case, inside):
    row = queries.my_day(inside, TODAY).today[0]

    assert (row.display_name, row.code) == ("Arta Leka", case.person.case_code)
    assert row.url.startswith(f"/cases/{case.ref}/follow-ups/")


def test_my_day_is_ones_own(case, inside, cast, coordinator):
    colleague = cast("case_manager")

    assert queries.my_day(colleague, TODAY).is_empty
    assert queries.my_day(coordinator, TODAY).is_empty


def test_my_day_follows_a_handover(case, inside, cast):
    colleague = cast("case_manager")
    Case.objects.filter(pk=case.pk).update(case_manager=colleague)

    assert queries.my_day(inside, TODAY).is_empty
    assert len(queries.my_day(colleague, TODAY).overdue) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_my_day_asks_one_query(inside, clock, count, django_assert_num_queries):
    for _ in range(count):
        open_file(inside, OPENED)
    queries.my_day(inside, TODAY)

    with django_assert_num_queries(1):
        assert len(queries.my_day(inside, TODAY).today) == count


def test_caseload_has_a_row_per_case_manager(case, inside, coordinator, cast, clock):
    colleague = cast("case_manager")
    second = open_file(colleague, OPENED)
    set_risk(colleague, TODAY, second, 4)

    rows = {row.manager.pk: row for row in queries.caseload(coordinator, TODAY)}

    assert (rows[inside.pk].cases, rows[inside.pk].overdue, rows[inside.pk].weight) == (1, 2, 3.0)
    assert rows[colleague.pk].weight == 5.0
    assert rows[inside.pk].phase_counts[0] == ("Crisis", 1)


@pytest.mark.rule("R-07")
def test_caseload_lists_who_is_past_month_33_undecided(inside, coordinator, clock):
    day = OPENED + relativedelta(months=33)
    clock.move_to(day)
    late = open_file(inside, OPENED)
    open_file(inside, day - relativedelta(months=1))

    row = queries.caseload(coordinator, day)[0]

    assert [(entry.ref, entry.month) for entry in row.long_stays] == [(late.ref, 34)]


def test_caseload_leaves_out_closed_cases(case, inside, coordinator):
    close_file(inside, TODAY, case)

    assert queries.caseload(coordinator, TODAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_caseload_asks_the_same_number_of_queries(
    inside, coordinator, clock, count, django_assert_num_queries
):
    for _ in range(count):
        open_file(inside, OPENED)
    queries.caseload(coordinator, TODAY)

    with django_assert_num_queries(4):
        assert queries.caseload(coordinator, TODAY)[0].cases == count


def test_timeline_names_sections_and_no_free_text(case, inside):
    assess(inside, TODAY, case)
    move_to(inside, TODAY, case, "transition", reason="Her sister Mira helps.")
    operations.log_setback(by=inside, on=TODAY, case=case, kind="job_loss", severity=1, note="At Mira's")
    item = planned_item(inside, TODAY, case)
    operations.record_agreement(by=inside, on=TODAY, plan=item.goal.plan, form="signed")

    events = newest_events(case, inside, 50)

    assert {event.kind for event in events} >= {"assessment", "phase", "setback", "plan"}
    assert "Mira" not in str(events)
    assert [event.on for event in events] == sorted((event.on for event in events), reverse=True)


def test_timeline_tells_a_stay_from_a_move(case, inside):
    move_to(inside, TODAY, case, "crisis", reason="Not yet.")

    titles = [event.title for event in newest_events(case, inside, 50) if event.kind == "phase"]

    assert titles == ["Stays in: Crisis", "Phase: Crisis"]


def test_header_has_phase_month_and_next_due(case):
    facts = {fact.label: (fact.value, fact.tone) for fact in phase_facts(case)}

    assert facts == {"Phase": ("Crisis, month 1", ""), "Next due": ("8 Jun 2026", "warn")}


def test_profile_takes_the_baseline_of_the_newest_cycle(case, inside):
    assess(inside, date(2026, 6, 5), case, kind="baseline")
    assess(inside, TODAY, case)

    profile = queries.factor_profile(case)

    assert [column.is_baseline for column in profile.columns] == [True, False]
    assert {row.change for row in profile.rows} == {0}
