"""My day: one list from every source, whose counts are its lengths; and the caseload's numbers."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import due as due_of_cases
from cases.codes import ClosureState
from cases.listing import waiting_for
from cases.models import ClosureRequest
from cases.operations import give_task
from reintegration.models import Training
from renate.accounts.roles import Role
from renate.notices import due
from renate.pages.my_day import day_of
from renate.pages.views.caseload import FIRST
from renate.tenancy import scope
from tests.factories.cases import CaseFactory, ContactPlanFactory, TaskFactory, TeamMemberFactory
from tests.factories.reintegration import open_file

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-20T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(inside):
    return CaseFactory(case_manager=inside, person__legal_name="Arta Leka", assessed=True)


def whats(entries):
    return [(str(entry.what), entry.due_on) for entry in entries]


@pytest.mark.rule("S3-84", "R-24")
def test_everything_due_stands_in_one_list_by_its_day(case, inside):
    TaskFactory(case=case, due_on=TODAY - timedelta(days=2))
    TaskFactory(case=case, due_on=TODAY)
    ContactPlanFactory(case=case, check_on=TODAY + timedelta(days=3))

    day = day_of(inside, TODAY)

    assert whats(day.overdue) == [("Task", TODAY - timedelta(days=2))]
    assert day.overdue[0].days_late == 2
    assert whats(day.today) == [("Task", TODAY)]
    assert whats(day.coming) == [("Contact plan to confirm", TODAY + timedelta(days=3))]
    assert (day.today[0].name, day.today[0].code) == ("Arta Leka", case.person.case_code)


def test_a_contact_that_comes_daily_is_one_line_with_its_next_day(inside):
    open_file(inside, TODAY - timedelta(days=1), risk=4)

    day = day_of(inside, TODAY)

    contacts = [entry for entry in day.coming if str(entry.what) == "Follow-up"]
    assert len(contacts) == 1
    assert contacts[0].again_on is not None


def statements(browser) -> int:
    with CaptureQueriesContext(connection) as sent:
        assert browser.get("/").status_code == 200
    return sum(query["sql"].lstrip("(").startswith("SELECT") for query in sent)


def test_it_asks_the_same_however_many_sources_and_however_much_is_due(case, inside, as_member, monkeypatch):
    born = {"birth_date": date(2009, 2, 1), "birth_precision": "day"}
    browser, source = as_member(inside), due.SOURCES["contact-plan"]
    counts = []
    for _number in (1, 2):
        minor = CaseFactory(case_manager=inside, **{f"person__{name}": value for name, value in born.items()})
        open_file(inside, TODAY - timedelta(days=100), risk=4)
        TaskFactory(case=minor, due_on=TODAY)
        ContactPlanFactory(case=minor, check_on=TODAY)
        counts.append(statements(browser))
    for number in range(5):
        monkeypatch.setitem(due.SOURCES, f"more-{number}", replace(source, key=f"more-{number}"))
        monkeypatch.setitem(due_of_cases._PAGES, f"more-{number}", due_of_cases._PAGES[source.key])
    counts.append(statements(browser))

    assert len(set(counts)) == 1
    assert counts[0] < 15
    assert len([entry for entry in day_of(inside, TODAY).today if "plan to" in str(entry.what)]) == 12


def test_a_task_in_anothers_case_is_on_ones_own_day_and_leaves_with_the_team_row(case, inside, cast):
    deputy = cast(Role.DEPUTY)
    seat = TeamMemberFactory(case=case, membership=deputy)
    give_task(by=inside, on=TODAY, case=case, title="x", due_on=TODAY, assigned_to=deputy)

    assert whats(day_of(deputy, TODAY).today) == [("Task", TODAY)]
    assert day_of(inside, TODAY).is_empty
    seat.to_on = TODAY - timedelta(days=1)
    seat.save()
    assert day_of(deputy, TODAY).is_empty


@pytest.mark.rule("R-14")
def test_a_closing_waits_on_the_day_of_who_may_decide_and_not_of_who_asked(case, inside, coordinator):
    ClosureRequest.objects.create(
        case=case, state=ClosureState.REQUESTED, on=TODAY, by=inside, reason="goals_met",
        outcome="reintegrated_successfully", summary="x",
    )  # fmt: skip

    assert ("Closing to decide", TODAY) in whats(day_of(coordinator, TODAY).today)
    assert day_of(inside, TODAY).is_empty


def test_the_tiles_say_what_the_list_shows(case, inside, worker, as_member):
    for days in (-3, -1, 0, 0, 4):
        TaskFactory(case=case, due_on=TODAY + timedelta(days=days))

    page = as_member(worker).get("/").content.decode()

    tiles = dict(re.findall(r'<a href="#(\w+)">(\d+)</a>', page))
    shown = {key: page.split(f'id="{key}"')[1].split("</table>")[0].count("<tr>") - 1 for key in tiles}
    assert tiles == {"overdue": "2", "today": "2", "coming": "1"}
    assert {key: str(count) for key, count in shown.items()} == tiles


@pytest.mark.rule("R-02", "R-07", "R-19")
def test_each_number_of_the_caseload_opens_its_list(worker, coordinator, as_member):
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        TaskFactory(case=CaseFactory(case_manager=worker), due_on=TODAY - timedelta(days=1))
        CaseFactory(case_manager=None)
        learned = open_file(worker, TODAY - timedelta(days=400), name="Drita Nikaj")
        Training(
            case=learned, title="Cooking", from_on=TODAY - timedelta(days=200), outcome="completed",
            ended_on=TODAY - timedelta(days=91),
        ).save()  # fmt: skip
    browser = as_member(coordinator)

    page = browser.get("/caseload/").content.decode()

    tiles = re.findall(r'<dd class="stat-value"><a href="([^"]+)">(\d+)</a>', page)
    assert len(tiles) >= 4
    assert set(FIRST) <= set(waiting_for(coordinator))  # every number that is promised has its condition
    assert "Drita Nikaj" in browser.get("/cases/?waiting=training").content.decode()
    for address, number in tiles:
        listed = browser.get(address.replace("&amp;", "&")).content.decode()
        assert f" of {number}</span>" in listed, address
