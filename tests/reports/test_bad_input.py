"""Reports about nothing, or about somebody of whom nothing is known: pages and figures all the same."""

from datetime import date

import pytest

from cases.codes import Sex
from referrals.models import LegalMatter
from reintegration.models import Job, Training
from renate.reports.models import Report
from renate.reports.narrative import narrative_html
from renate.reports.pdf import render_pdf
from renate.reports.snapshot import Earlier, assemble, count
from renate.reports.tables import PARTS
from shelters.models import BedRequest
from tests.factories.funding import ProgrammeFactory
from tests.factories.reports import ReportFactory, a_cycle, an_assisted_person
from tests.reports.reading import text_of


def worked_out(report: Report) -> dict:
    return assemble(count(report), Earlier(), lambda stage, percent: None)


@pytest.mark.usefixtures("inside")
def test_programme_without_cases_and_a_day_without_services_make_a_report():
    report = ReportFactory(
        tables=list(PARTS), breakdowns=["sex", "form"], preset="unvtf", programme=ProgrammeFactory(),
        only_charged=True, period_from=date(2008, 1, 1), period_to=date(2008, 1, 1),
    )  # fmt: skip

    snapshot = worked_out(report)

    assert snapshot["published"]["assisted"] == 0
    assert len(snapshot["sections"]) == len(PARTS)
    pages = render_pdf(snapshot | {"sections": snapshot["sections"][:2]})  # all of them take too long here
    assert "In the period 0 persons were assisted" in text_of(pages)


@pytest.mark.usefixtures("inside")
def test_person_of_whom_nothing_is_known_is_counted_and_hidden():
    case = an_assisted_person(date(2008, 2, 1), sex=Sex.UNKNOWN, born=None)
    day = date(2008, 3, 1)
    a_cycle(case, day)  # without any phase
    LegalMatter.objects.create(
        case=case, kind="wage_claim", country="AL", role="claimant", status="open", status_on=day
    )
    Training.objects.create(case=case, title="Course", kind="vocational", trade="it", from_on=day)
    Job.objects.create(
        case=case, kind="employed", title="Work", found_through="own", from_on=day, contract="none"
    )
    BedRequest.objects.create(case=case, level="crisis", urgency=1, asked_on=day)

    snapshot = worked_out(ReportFactory(tables=list(PARTS), breakdowns=["nationality", "model"]))

    assert snapshot["published"]["assisted"] is None
    assert len(snapshot["sections"]) == len(PARTS)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![picture](https://example.org/a.png)",
        "<img src=x onerror=alert(1)>",
        "[go](javascript:alert(1))",
        '<iframe src="https://example.org"></iframe>',
    ],
)
def test_text_that_would_run_or_fetch_is_printed_as_text(text):
    html = narrative_html(text)

    assert "<script" not in html
    assert "<img" not in html
    assert "<iframe" not in html
    assert "href" not in html
