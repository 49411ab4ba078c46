"""Sorting, filters, columns, views, many at once, and the file of the list."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.models import BulkChange, Case, Flag, Person, SavedView
from renate.accounts.roles import Role
from renate.kit import clock
from tests.factories.cases import CaseFactory, EpisodeFactory, FlagFactory, RiskAssessmentFactory, TaskFactory

URL = "/cases/"


def names(html):
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', html)


@pytest.fixture
def three(worker, in_scope):
    """Arta with a flag and an overdue task, Борка at high risk, Čedo of whom nothing is known."""
    with in_scope():
        arta, borka, cedo = (
            CaseFactory(
                case_manager=worker, person__legal_name=name, opened_on=clock.today() - timedelta(days=age)
            )
            for name, age in (("Arta", 10), ("Борка", 30), ("Čedo", 20))
        )
        FlagFactory(case=arta, kind="safety")
        TaskFactory(case=arta, due_on=clock.today() - timedelta(days=1))
        RiskAssessmentFactory(case=borka, traffickers=3)
        EpisodeFactory(person=borka.person, purposes=["forced_begging"])
        return arta, borka, cedo


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"sort": "person"}, ["Arta", "Борка", "Čedo"]),
        ({"sort": "-person"}, ["Čedo", "Борка", "Arta"]),
        ({"sort": "opened"}, ["Борка", "Čedo", "Arta"]),
        ({"sort": "-opened"}, ["Arta", "Čedo", "Борка"]),
        ({"sort": "-risk"}, ["Борка"]),
        ({"flag": "safety"}, ["Arta"]),
        ({"flag": "media"}, []),
        ({"risk": "3"}, ["Борка"]),
        ({"purpose": "forced_begging"}, ["Борка"]),
        ({"waiting": "tasks"}, ["Arta"]),
        ({"waiting": "overdue"}, ["Arta"]),
        ({"shelter": "none", "waiting": "risk", "sort": "person"}, ["Arta", "Čedo"]),
        ({"phase": "none", "sort": "person"}, ["Arta", "Борка", "Čedo"]),
        ({"sort": "nonsense", "flag": "nonsense"}, ["Arta", "Čedo", "Борка"]),
    ],
)
def test_the_list_is_sorted_and_narrowed(browser, three, query, found):
    shown = names(browser.get(URL, query).content.decode())

    assert shown[: len(found)] == found
    assert len(shown) == (3 if "-risk" in query.values() else len(found))


def test_every_column_sorts_both_ways(browser, three):
    for key in ("code", "status", "phase", "risk", "due", "flags", "shelter", "opened", "closed", "manager"):
        for sort in (key, f"-{key}"):
            assert len(names(browser.get(URL, {"sort": sort}).content.decode())) == 3, sort


def test_a_filter_of_a_closed_section_narrows_nothing(as_member, three, coordinator):
    shown = names(as_member(coordinator).get(URL, {"purpose": "forced_begging"}).content.decode())

    assert len(shown) == 3  # a coordinator reads no history, and learns nothing of it by filtering


def test_columns_are_ones_own_and_a_view_keeps_filters_order_and_columns(
    browser, three, in_scope, as_member, cast
):
    browser.post("/cases/columns/", {"columns": ["risk", "flags"]})
    browser.post("/cases/views/new/?sort=-person&flag=any&text=Arta", {"name": "Заставице"})
    with in_scope():
        view = SavedView.objects.get(is_layout=False)

    opened = browser.get(browser.get(f"/cases/views/{view.public_id}/").headers["Location"]).content.decode()

    assert view.query == {"flag": "any", "sort": "-person"}
    assert names(opened) == ["Arta"]
    assert "Заставице" in opened
    assert 'data-label="Case manager"' not in opened
    assert "Safety concern" in opened
    assert as_member(cast(Role.CASE_MANAGER)).get(f"/cases/views/{view.public_id}/").status_code == 404
    browser.post(f"/cases/views/{view.public_id}/delete/")
    assert "Заставице" not in browser.get(URL).content.decode()


def test_a_second_view_of_one_name_is_refused(browser, three):
    browser.post("/cases/views/new/", {"name": "Mine"})

    answer = browser.post("/cases/views/new/", {"name": "Mine"})

    assert answer.status_code == 422
    assert "a view of this name" in answer.content.decode()


def test_several_cases_change_hands_after_a_check_and_back_again(
    as_member, coordinator, three, worker, cast, in_scope
):
    boss, colleague = as_member(coordinator), cast(Role.CASE_MANAGER)
    chosen = {"kind": "assign", "case": [case.public_id for case in three[:2]]}

    asked = boss.post("/cases/bulk/", chosen).content.decode()
    with in_scope():
        assert not Case.objects.exclude(case_manager=worker).exists()
    done = boss.post("/cases/bulk/", chosen | {"confirmed": "1", "to": colleague.pk})
    with in_scope():
        assert Case.objects.filter(case_manager=colleague).count() == 2
        Case.objects.filter(pk=three[0].pk).update(case_manager=None)  # somebody has gone on since
    boss.post(done.headers["Location"] + "undo/")

    assert "of 2 cases" in asked
    with in_scope():
        assert [Case.objects.get(pk=case.pk).case_manager for case in three[:2]] == [None, worker]
    assert as_member(worker).get(done.headers["Location"]).status_code == 404


def test_a_flag_on_several_cases_leaves_standing_ones_alone_when_undone(browser, three, in_scope):
    chosen = {"kind": "flag", "case": [case.public_id for case in three], "confirmed": "1"}

    refused = browser.post("/cases/bulk/", chosen | {"flag": "safety", "reason": ""})
    done = browser.post("/cases/bulk/", chosen | {"flag": "safety", "reason": "Cars before the house"})
    browser.post(done.headers["Location"] + "undo/")

    assert refused.status_code == 422
    with in_scope():
        assert BulkChange.objects.get().lines.count() == 2
        assert [flag.case for flag in Flag.objects.standing()] == [three[0]]


def test_a_worker_reassigns_nothing_in_bulk_and_flags_no_case_of_others(browser, three, cast, in_scope):
    with in_scope():
        other = CaseFactory(case_manager=cast(Role.CASE_MANAGER))
    sent = {"kind": "flag", "case": [other.public_id], "confirmed": "1", "flag": "media", "reason": "x"}

    assert browser.post("/cases/bulk/", {"kind": "assign", "case": three[0].public_id}).status_code == 404
    assert browser.post("/cases/bulk/", sent).status_code == 422
    with in_scope():
        assert not Flag.objects.filter(kind="media").exists()


def test_no_file_that_is_to_rest_is_flagged_among_others(browser, three, in_scope):
    with in_scope():
        Person.objects.filter(pk=three[0].person_id).update(restricted_on=clock.today())
    sent = {"kind": "flag", "case": [case.public_id for case in three], "confirmed": "1"}

    refused = browser.post("/cases/bulk/", sent | {"flag": "media", "reason": "A journalist asks"})

    assert refused.status_code == 422
    assert "Leave them out of the choice" in refused.content.decode()
    with in_scope():
        assert not Flag.objects.filter(kind="media").exists()


def test_the_file_has_codes_no_names_and_nothing_that_runs(browser, three, worker, in_scope):
    with in_scope():
        worker.user.full_name = "=HYPERLINK(1)"
        worker.user.save()
        today = clock.today()
    query = {"sort": "opened"}

    sheet = browser.get("/cases/export/", query | {"format": "xlsx"})
    comma = browser.get("/cases/export/", query | {"format": "csv"})

    rows = list(load_workbook(BytesIO(sheet.content)).active.values)
    codes = [three[1], three[2], three[0]]
    assert [row[0] for row in rows[1:]] == [case.person.case_code for case in codes]
    assert rows[1][-1] == "'=HYPERLINK(1)"
    assert comma.content.startswith(b"\xef\xbb\xbf")
    assert "Arta" not in comma.content.decode()
    assert comma.headers["Content-Disposition"] == f'attachment; filename="work-{today}.csv"'
    assert isinstance(rows[1][-2], date)
    assert browser.get("/cases/export/", {"format": "exe"}).status_code == 404
