"""Words of persons, logos and colours: what may be printed, and what is refused."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from cases.codes import ConsentPurpose
from cases.operations.consent import withdraw_consent
from renate.kit import clock
from renate.notices.models import Notice
from renate.reports.branding import LogoError, cleaned_logo, contrast_with_white, problems_of_colour
from renate.reports.models import Report
from renate.reports.operations import QuoteError, ReportError, draft_report, keep_quote
from renate.reports.pdf import Issue, Look, render_pdf
from renate.reports.presenting import report_page
from renate.reports.quoting import chosen_words
from tests.factories.cases import ConsentFactory
from tests.factories.reports import a_person
from tests.reports.test_document import small

ON = date(2026, 11, 22)


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#aa0000").save(out, kind, exif=b"Exif\x00\x00secret")
    return out.getvalue()


def test_logo_is_drawn_anew_and_small():
    clean = cleaned_logo(picture(3000, 1000, "JPEG"))

    assert b"secret" not in clean
    assert Image.open(BytesIO(clean)).size == (900, 300)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture(10, 10)[:40],
        b"x" * 1_000_001,
    ],
    ids=["empty", "text", "svg", "broken", "huge"],
)
def test_file_that_is_no_logo_is_refused(content):
    with pytest.raises(LogoError):
        cleaned_logo(content)


def test_picture_of_too_many_pixels_is_refused_before_it_is_drawn():
    with pytest.raises(LogoError, match="12 megapixels"):
        cleaned_logo(picture(6000, 2500))


@pytest.mark.parametrize(("colour", "good"), [("#1d5c57", True), ("#ffee00", False), ("red", False)])
def test_colour_must_carry_white_letters(colour, good):
    assert (problems_of_colour(colour) == []) is good


def test_contrast_is_that_of_the_guideline():
    assert (round(contrast_with_white("#000000"), 1), round(contrast_with_white("#ffffff"), 1)) == (21.0, 1.0)


def test_document_with_a_logo_is_laid_out():
    from base64 import b64encode

    logo = "data:image/png;base64," + b64encode(cleaned_logo(picture(300, 100))).decode()

    assert render_pdf(small(), Issue(look=Look("#602020", logo))).startswith(b"%PDF-1.7")


@pytest.mark.rule("S3-91")
def test_words_are_printed_only_while_a_consent_to_this_use_stands(inside, worker):
    case = a_person()
    with pytest.raises(QuoteError, match="consent"):
        keep_quote(by=worker, on=ON, case=case, text="I am well.", uses=["donor_report"])
    ConsentFactory(
        case=case, person=case.person, purpose=ConsentPurpose.MEDIA_STORY, valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
    )  # fmt: skip
    quote = keep_quote(by=worker, on=ON, case=case, text="I am well.", uses=["donor_report"])

    assert chosen_words([quote.public_id], "donor", ON) == [{"text": "I am well.", "said_by": ""}]
    assert chosen_words([quote.public_id], "public", ON) == []
    assert chosen_words([quote.public_id], "donor", date(2027, 1, 1)) == []


@pytest.mark.rule("S3-91")
def test_report_with_words_for_another_use_is_refused(inside, worker):
    case = a_person()
    ConsentFactory(
        case=case, person=case.person, purpose=ConsentPurpose.MEDIA_STORY, valid_from=date(2026, 1, 1)
    )
    quote = keep_quote(by=worker, on=ON, case=case, text="I am well.", uses=["donor_report"])

    with pytest.raises(ReportError, match="no longer stands"):
        draft_report(
            by=worker, on=ON, title="For all", period_from=date(2008, 1, 1), period_to=date(2008, 12, 31),
            cut_off_on=date(2008, 12, 31), tables=["T1"], audience="public", quotes=[quote.public_id],
        )  # fmt: skip


def test_words_of_a_minor_are_not_kept(inside, worker):
    case = a_person(born=2012)

    with pytest.raises(QuoteError, match="under 18"):
        keep_quote(by=worker, on=ON, case=case, text="I am well.", uses=["donor_report"])


@pytest.mark.rule("S3-91")
@pytest.mark.parametrize(("state", "left"), [("approved", 0), ("issued", 1)])
def test_words_taken_back_leave_what_is_not_issued_and_the_writer_is_told(inside, worker, state, left):
    case = a_person()
    consent = ConsentFactory(
        case=case, person=case.person, purpose=ConsentPurpose.MEDIA_STORY, valid_from=date(2026, 1, 1)
    )
    quote = keep_quote(by=worker, on=ON, case=case, text="I am well.", uses=["donor_report"])
    report = draft_report(
        by=worker, on=ON, title="Year", period_from=date(2008, 1, 1), period_to=date(2008, 12, 31),
        cut_off_on=date(2008, 12, 31), tables=["T1"], quotes=[quote.public_id],
    )  # fmt: skip
    Report.objects.filter(pk=report.pk).update(state=state)

    withdraw_consent(by=worker, on=clock.today(), consent=consent)

    report.refresh_from_db()
    assert len(report.quotes) == left
    assert report.state == ("issued" if left else "draft")
    assert [notice.to_id for notice in Notice.objects.filter(ref=report.public_id)] == [worker.pk]
    assert report_page(worker, report)["quotes"] == []
    assert report_page(worker, report)["words_ended"] is bool(left)
