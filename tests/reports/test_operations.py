"""Drafting, working out, issuing and exporting a report."""

from datetime import date
from hashlib import sha256

import pytest

from renate import audit
from renate.notices.models import Notice
from renate.reports.codes import RunState
from renate.reports.models import Report, ReportIssue
from renate.reports.models.issue import FrozenIssueError
from renate.reports.operations import (
    ReportError,
    approve_report,
    carry_out,
    correct_report,
    draft_report,
    edit_report,
    export_report,
    issue_report,
    preview_tables,
    return_report,
    review_report,
    stop_run,
)
from renate.reports.queries import current_issue, eyes_on, latest_preview, latest_run
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory
from tests.factories.reports import a_service, an_assisted_person
from tests.reports.conftest import approved, issued, worked
from tests.reports.reading import text_of

ON = date(2026, 11, 22)
GOOD = {
    "title": "A report",
    "period_from": date(2008, 1, 1),
    "period_to": date(2008, 12, 31),
    "cut_off_on": date(2009, 1, 31),
    "tables": ["T1"],
}


@pytest.fixture
def here(officer):
    with scope.enter(organisation=officer.organisation_id, user=officer.user_id):
        yield officer


def issue(report: Report, by) -> ReportIssue:
    issued(report)
    return current_issue(report)


@pytest.mark.rule("S3-90")
def test_draft_keeps_what_is_to_be_counted(here):
    report = draft_report(by=here, on=ON, **GOOD | {"tables": ["T9", "T1", "T99"]})

    assert (report.state, report.threshold, report.tables) == ("draft", 5, ["T1", "T9"])


def test_draft_for_everyone_hides_more(here):
    assert draft_report(by=here, on=ON, audience="public", **GOOD).threshold == 11


def test_draft_takes_the_organisations_own_threshold_where_it_is_higher(here):
    own = here.organisation.settings()
    own.suppression_threshold = 8
    own.save()

    assert draft_report(by=here, on=ON, **GOOD).threshold == 8


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"period_to": date(2007, 1, 1)}, "period_to"),
        ({"cut_off_on": date(2026, 11, 23)}, "cut_off_on"),
        ({"cut_off_on": date(2007, 1, 1)}, "cut_off_on"),
        ({"tables": ["T99"]}, "tables"),
        ({"only_charged": True}, "only_charged"),
    ],
)
def test_draft_that_makes_no_sense_is_refused(here, change, field):
    with pytest.raises(ReportError) as refused:
        draft_report(by=here, on=ON, **GOOD | change)

    assert refused.value.field == field


def test_preview_works_out_protected_figures(worked_out, here):
    snapshot = latest_preview(worked_out).snapshot

    first = snapshot["sections"][0]
    assert first["lead"][0] == "In the period 23 persons were assisted, 23 of them for the first time."
    sex = snapshot["sections"][1]["tables"][1]
    assert [cell["text"] for cell in sex["rows"][1]["cells"]][3] == "<5"
    assert snapshot["published"]["assisted|sex=male"] is None


def test_preview_asked_twice_makes_one_run(report, here):
    assert preview_tables(by=here, report=report) == preview_tables(by=here, report=report)


def test_preview_done_is_not_done_again(worked_out, here):
    run = latest_run(worked_out)
    before = run.finished_at

    carry_out(here.organisation_id, run.public_id)

    run.refresh_from_db()
    assert run.finished_at == before


def test_preview_that_fails_says_so(report, officer, monkeypatch):
    monkeypatch.setattr("renate.reports.operations.running.count", lambda report: 1 / 0)
    with scope.enter(organisation=officer.organisation_id, user=officer.user_id):
        run = preview_tables(by=officer, report=report)

    carry_out(officer.organisation_id, run.public_id)

    with scope.enter(organisation=officer.organisation_id):
        run.refresh_from_db()
    assert (run.state, run.problem) == (RunState.FAILED, "unexpected")


@pytest.mark.rule("S3-90")
def test_issue_freezes_figures_and_document(worked_out, here):
    kept = issue(worked_out, here)

    preview = latest_preview(worked_out)
    assert kept.snapshot == preview.snapshot
    assert kept.pdf_sha256 == sha256(bytes(kept.pdf)).hexdigest()
    worked_out.refresh_from_db()
    assert worked_out.is_issued
    assert audit.own_events(limit=1)[0].action == "report.issued"
    assert Notice.objects.get(to=kept.issued_by).ref == worked_out.public_id


def test_issue_is_the_same_after_the_files_changed(worked_out, here):
    first = bytes(issue(worked_out, here).pdf)
    an_assisted_person(date(2008, 5, 5))

    assert export_report(by=here, report=worked_out, kind="pdf").content == first


def test_issue_can_neither_be_saved_nor_updated(worked_out, here):
    kept = issue(worked_out, here)

    with pytest.raises(FrozenIssueError):
        kept.save()
    with pytest.raises(FrozenIssueError):
        ReportIssue.objects.filter(pk=kept.pk).update(version=2)


def test_issue_needs_figures_of_the_report_as_it_is(worked_out, here):
    edit_report(by=here, on=ON, report=worked_out, title="Another title")

    with pytest.raises(ReportError, match="Work out the figures again"):
        review_report(by=MembershipFactory(role="coordinator"), on=ON, report=worked_out)


def test_issue_is_dropped_when_the_report_changes_meanwhile(worked_out, here):
    run = issue_report(by=approved(worked_out), on=ON, report=worked_out)
    edit_report(by=here, on=ON, report=worked_out, title="Another title")

    carry_out(here.organisation_id, run.public_id)

    run.refresh_from_db()
    assert (run.state, run.problem) == (RunState.FAILED, "changed")
    assert current_issue(worked_out) is None


def test_issued_report_is_not_changed_and_not_issued_again(worked_out, here):
    issue(worked_out, here)

    with pytest.raises(ReportError, match="not changed"):
        edit_report(by=here, on=ON, report=worked_out, title="Another title")
    with pytest.raises(ReportError, match="not at this step"):
        issue_report(by=MembershipFactory(role="director"), on=ON, report=worked_out)


@pytest.mark.rule("S3-90")
def test_author_reviewer_and_approver_are_three_people(worked_out, here):
    reviewer = MembershipFactory(role="director")

    with pytest.raises(ReportError, match="written the report yourself"):
        review_report(by=here, on=ON, report=worked_out)
    review_report(by=reviewer, on=ON, report=worked_out)
    with pytest.raises(ReportError, match="you have reviewed"):
        approve_report(by=reviewer, on=ON, report=worked_out)
    with pytest.raises(ReportError, match="not at this step"):
        issue_report(by=reviewer, on=ON, report=worked_out)


def test_change_after_approval_asks_for_review_again(worked_out, here):
    approved(worked_out)

    report = edit_report(by=here, on=ON, report=worked_out, title="Another title")

    assert report.state == "draft"
    assert eyes_on(report).reviewer is None


def test_reviewed_figures_are_not_worked_out_again_before_the_report_is_returned(worked_out, here):
    approved(worked_out)
    worked_out.refresh_from_db()

    with pytest.raises(ReportError, match="Return the report to draft"):
        preview_tables(by=here, report=worked_out)
    assert return_report(by=here, on=ON, report=worked_out).state == "draft"


@pytest.mark.rule("S3-90")
def test_correction_is_a_new_version_that_says_so_and_keeps_the_first(worked_out, here):
    first = bytes(issue(worked_out, here).pdf)
    report = correct_report(by=here, on=ON, report=worked_out, correction="The title was wrong.")
    edit_report(by=here, on=ON, report=report, title="The right title")
    worked(here, report)
    with scope.enter(organisation=here.organisation_id):
        second = issue(report, here)

    assert (second.version, second.correction) == (2, "The title was wrong.")
    assert export_report(by=here, report=report, kind="pdf", version=1).content == first
    assert "corrects version 1. The title was wrong." in text_of(bytes(second.pdf))


def test_run_that_is_stopped_changes_nothing(report, here):
    run = preview_tables(by=here, report=report)

    assert stop_run(by=here, report=report)
    carry_out(here.organisation_id, run.public_id)

    run.refresh_from_db()
    assert (run.state, run.snapshot) == (RunState.CANCELLED, None)


def test_run_of_a_suspended_organisation_says_what_to_do(report, here, organisation):
    run = preview_tables(by=here, report=report)
    type(organisation).objects.filter(pk=organisation.pk).update(is_active=False)

    carry_out(here.organisation_id, run.public_id)

    run.refresh_from_db()
    assert (run.state, run.problem) == (RunState.FAILED, "suspended")


def follow_on(worked_out, by, **changes) -> dict:
    """A second report like the first, worked out."""
    values = {"period_from": worked_out.period_from, "period_to": worked_out.period_to,
              "cut_off_on": worked_out.cut_off_on, "tables": ["T1", "T2"]}  # fmt: skip
    second = draft_report(by=by, on=ON, title="Second", **values | changes)
    carry_out(by.organisation_id, preview_tables(by=by, report=second).public_id)
    return latest_preview(second).snapshot


def test_second_report_with_one_more_person_withholds_the_total(worked_out, here):
    issue(worked_out, here)
    an_assisted_person(date(2010, 7, 15))

    snapshot = follow_on(worked_out, here, period_to=date(2010, 9, 30), cut_off_on=date(2010, 9, 30))

    assert snapshot["published"]["assisted"] is None
    assert "assisted" in snapshot["protection"]["small_differences"]
    assert snapshot["protection"]["compared_with"] == worked_out.public_id


def test_second_report_of_the_same_figures_hides_what_the_first_hid(worked_out, here):
    first = issue(worked_out, here).snapshot["published"]

    second = follow_on(worked_out, here)["published"]

    assert {key: second[key] for key in second} == {key: first[key] for key in second}


def test_second_report_of_another_period_is_not_compared(worked_out, here):
    issue(worked_out, here)
    case = an_assisted_person(date(2008, 5, 5))
    a_service(case, date(2012, 5, 5))

    snapshot = follow_on(
        worked_out,
        here,
        period_from=date(2011, 1, 1),
        period_to=date(2012, 12, 31),
        cut_off_on=date(2013, 1, 1),
    )

    assert snapshot["protection"]["compared_with"] == ""


def test_export_of_a_draft_is_refused(worked_out, here):
    with pytest.raises(ReportError):
        export_report(by=here, report=worked_out, kind="xlsx")


def test_export_is_in_the_audit(worked_out, here):
    issue(worked_out, here)

    export = export_report(by=here, report=worked_out, kind="csv")

    assert export.name == f"report-{worked_out.public_id}.csv"
    event = audit.own_events(limit=1)[0]
    assert (event.action, event.meta["kind"]) == ("report.exported", "csv")
