"""The pages of a report, by role."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renate.accounts.roles import Role
from renate.reports.models import Report
from renate.tenancy import scope
from tests.factories.reports import ReportFactory
from tests.reports.conftest import issued

FORM = {
    "title": "Three years",
    "period_from": "2007-01-01",
    "period_to": "2010-06-30",
    "cut_off_on": "2010-06-30",
    "audience": "donor",
    "tables": ["T1", "T2"],
    "narrative": "",
    "language": "en",
    "preset": "own",
}


@pytest.fixture
def page(as_member, officer):
    return as_member(officer)


def url(name: str, report: Report | None = None) -> str:
    return reverse(f"reports:{name}", args=[report.public_id] if report else [])


def test_report_list_shows_the_organisations_reports(page, officer, other_organisation):
    with scope.enter(organisation=other_organisation):
        ReportFactory(title="Another house's")
    with scope.enter(organisation=officer.organisation_id):
        ReportFactory(title="Our own")

    html = page.get(url("report_list")).content.decode()

    assert "Our own" in html
    assert "Another house" not in html


def test_report_list_does_not_ask_more_for_more_reports(page, officer):
    page.get(url("report_list"))
    counts = []
    for _ in range(2):
        with scope.enter(organisation=officer.organisation_id):
            ReportFactory.create_batch(2)
        with CaptureQueriesContext(connection) as asked:
            page.get(url("report_list"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.DEPUTY, Role.PSYCHOLOGIST, Role.ADMIN])
def test_reports_are_not_there_for_those_who_work_with_files(as_member, cast, role, report):
    client = as_member(cast(role))

    assert client.get(url("report_list")).status_code == 404
    assert client.get(url("report_show", report)).status_code == 404


def test_report_show_is_not_there_for_a_stranger(as_member, other_organisation, cast, worked_out):
    stranger = cast(Role.OFFICER, of=other_organisation)

    for name in ("report_show", "report_edit", "report_issue", "report_pdf", "report_progress"):
        assert as_member(stranger).get(url(name, worked_out)).status_code == 404


def test_report_show_of_a_draft_is_not_there_for_a_reader_of_issued_ones(as_member, cast, worked_out):
    assert as_member(cast(Role.DPO)).get(url("report_show", worked_out)).status_code == 404


def test_report_new_drafts_and_works_out(page, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = page.post(url("report_new"), FORM)

    with scope.enter(organisation=officer.organisation_id):
        report = Report.objects.get()
        run = report.runs.get()
    assert answer.url == url("report_show", report)
    assert (run.state, run.percent) == ("done", 100)


def test_report_new_refused_keeps_what_was_typed(page):
    answer = page.post(url("report_new"), FORM | {"period_to": "2006-01-01"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "The period ends before it begins." in html
    assert 'value="Three years"' in html


def test_report_show_prints_protected_figures_charts_and_definitions(page, worked_out):
    html = page.get(url("report_show", worked_out)).content.decode()

    assert "In the period 23 persons were assisted" in html
    assert "&lt;5" in html
    assert 'role="img" aria-label="Assisted persons and secondary beneficiaries' in html
    assert 'aria-labelledby="T1" lang="en"' in html
    assert "How are these figures made?" in html
    assert "<strong>work</strong>" in html
    assert " style=" not in html.split("<main", 1)[1]


def test_report_show_asks_a_bounded_number_of_queries(page, worked_out):
    page.get(url("report_show", worked_out))

    with CaptureQueriesContext(connection) as asked:
        page.get(url("report_show", worked_out))

    assert len(asked) <= 18


def test_report_show_waits_with_a_bar_that_works_without_script(page, officer, report):
    page.post(url("report_work_out", report))

    html = page.get(url("report_show", report)).content.decode()

    assert '<progress max="100" value="0"' in html
    assert "Look again" in html


def test_report_progress_tells_the_stage_and_then_reloads(page, officer, report):
    page.post(url("report_work_out", report))
    waiting = page.get(url("report_progress", report)).content.decode()
    with scope.enter(organisation=officer.organisation_id):
        run = report.runs.get()
        run.state = "done"
        run.save()

    done = page.get(url("report_progress", report))

    assert "Waiting for its turn" in waiting
    assert done.headers["HX-Refresh"] == "true"


def test_report_edit_changes_the_report(page, officer, report):
    page.post(url("report_edit", report), FORM | {"title": "Another title"})

    with scope.enter(organisation=officer.organisation_id):
        assert Report.objects.get().title == "Another title"


def test_report_goes_through_four_eyes_and_is_issued(
    page, as_member, cast, worked_out, django_capture_on_commit_callbacks
):
    reviewer, director = as_member(cast(Role.COORDINATOR)), as_member(cast(Role.DIRECTOR))
    own = page.get(url("report_review", worked_out)).content.decode()
    reviewer.post(url("report_review", worked_out))
    director.post(url("report_approve", worked_out))
    asked = director.get(url("report_issue", worked_out)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        director.post(url("report_issue", worked_out))

    assert "you have written the report yourself" in own
    assert "What will happen" in asked
    for kind, start in (("pdf", b"%PDF-1.7"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbftable")):
        answer = page.get(url(f"report_{kind}", worked_out))
        assert answer.content.startswith(start)
        assert answer.headers["Content-Disposition"] == (
            f'attachment; filename="report-{worked_out.public_id}.{kind}"'
        )


def test_report_review_without_fresh_figures_is_refused(as_member, cast, report):
    answer = as_member(cast(Role.COORDINATOR)).post(url("report_review", report))

    assert answer.status_code == 422
    assert "Work out the figures again" in answer.content.decode()


def test_report_pdf_of_a_draft_is_not_there(page, worked_out):
    assert page.get(url("report_pdf", worked_out)).status_code == 404


def test_issued_report_is_read_by_the_data_protection_officer_even_while_it_is_corrected(
    page, as_member, cast, worked_out
):
    issued(worked_out)
    page.post(url("report_correct", worked_out), {"correction": "The title was wrong."})

    html = as_member(cast(Role.DPO)).get(url("report_show", worked_out)).content.decode()

    assert "Download PDF" in html
    assert "Work out the figures" not in html
    assert "Who did what" not in html


def test_report_new_offers_the_tables_of_a_preset(page):
    html = page.get(url("report_new") + "?preset=eurostat").content.decode()

    assert re.search(r'value="T3"[^>]*checked', html)
    assert not re.search(r'value="T21"[^>]*checked', html)


def test_report_new_refuses_three_breakdowns_beside_the_field(page):
    answer = page.post(url("report_new"), FORM | {"breakdowns": ["sex", "age", "model"]})

    assert answer.status_code == 422
    assert "Choose at most two breakdowns" in answer.content.decode()
