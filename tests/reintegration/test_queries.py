"""What other apps read: caseload, timeline, header."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from cases.listing import Looking, waiting_for
from cases.queries.listing import CaseFilters, case_rows, counts_of
from cases.queries.timeline import newest_events
from reintegration import operations, queries
from reintegration.header import phase_facts
from tests.factories.reintegration import assess, close_file, move_to, open_file, planned_item, set_risk
from tests.reintegration.conftest import OPENED, TODAY


def test_caseload_has_a_row_per_case_manager(case, inside, coordinator, cast, clock):
    colleague = cast("case_manager")
    second = open_file(colleague, OPENED)
    set_risk(colleague, TODAY, second, 4)

    rows = {row.manager.pk: row for row in queries.caseload(coordinator, TODAY)}

    assert (rows[inside.pk].cases, rows[inside.pk].overdue, rows[inside.pk].weight) == (1, 1, 3.0)
    assert rows[colleague.pk].weight == 5.0
    assert rows[inside.pk].phase_counts[0] == ("crisis", "Crisis", 1)


@pytest.mark.rule("R-02", "R-07")
def test_what_the_caseload_counts_is_what_the_list_shows(inside, coordinator, clock):
    day = OPENED + relativedelta(months=33)
    clock.move_to(day)
    late = open_file(inside, OPENED)
    new = open_file(inside, day - relativedelta(months=1))
    looking = Looking(coordinator, day)
    keys = list(waiting_for(coordinator))

    counts = counts_of(coordinator, keys, looking)
    listed = {key: set(case_rows(coordinator, CaseFilters(waiting=[key]))) for key in keys}

    assert listed["month33"] == {late}
    assert listed["calendar"] == {late}
    assert listed["review"] == {late}
    assert new not in listed["review"]
    assert {key: counts[key] for key in keys} == {key: len(found) for key, found in listed.items()}


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

    with django_assert_num_queries(5):
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
