"""The PDF of a snapshot: tagged (PDF/UA-1), fonts embedded, fetching nothing from anywhere."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import override

from renate.kit.pdf import font_faces, write_pdf
from renate.reports import wording
from renate.reports.branding import Look
from renate.reports.codes import THRESHOLDS, Audience
from renate.reports.languages import words_of
from renate.reports.snapshot import snapshot_hash


@dataclass(frozen=True)
class Issue:
    """What only an issued document says: version, day, what it corrects, how it looks, the audit's head."""

    version: int = 1
    issued_on: date | None = None
    correction: str = ""
    look: Look = field(default_factory=Look)
    chain: str = ""


NOT_ISSUED = Issue()


def document_html(snapshot: Mapping[str, Any], issue: Issue = NOT_ISSUED) -> str:
    """The finished HTML that is laid out; fonts and charts are inside it."""
    with override(words_of(snapshot)):
        html = render_to_string("reports/pdf/document.html", _context(snapshot, issue))
    return html.replace("/*fonts*/", font_faces(), 1)


def _context(snapshot: Mapping[str, Any], issue: Issue) -> dict[str, Any]:
    about = snapshot["report"]
    start, end, cut_off = (
        wording.day(date.fromisoformat(about[name])) for name in ("period_from", "period_to", "cut_off_on")
    )
    texts = [
        {"key": key, "heading": heading, "html": mark_safe(snapshot["texts"][key])}  # noqa: S308 (cleaned by nh3 when it was frozen)
        for key, heading in wording.HEADINGS.items()
        if snapshot["texts"][key]
    ]
    return {
        "words": words_of(snapshot),
        "snapshot": snapshot,
        "about": about,
        "issue": issue,
        "sections": [{**section, "chart": _picture(section["chart"])} for section in snapshot["sections"]],
        "before": [text for text in texts if text["key"] == "narrative"],
        "after": [text for text in texts if text["key"] != "narrative"],
        "period": wording.period(start, end),
        "start": start,
        "end": end,
        "cut_off": cut_off,
        "made_on": wording.day(localtime(datetime.fromisoformat(snapshot["made_at"]))),
        "issued_on": wording.day(issue.issued_on) if issue.issued_on else "",
        "corrects": wording.corrects(issue.version, issue.correction) if issue.version > 1 else "",
        "network": wording.size_of_network(
            len(about["members"]), len({member["country"] for member in about["members"]})
        ),
        "note": wording.note_on_marks(about["threshold"]),
        "small": f"<{about['threshold']}",
        "hash": snapshot_hash(snapshot),
        "most": about["threshold"] - 1,
        "is_public": about["threshold"] >= THRESHOLDS[Audience.PUBLIC],
    }


def _picture(chart: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The chart as an image element has it: the tags of the PDF then hold its sentence."""
    if chart is None:
        return None
    source = "data:image/svg+xml;base64," + b64encode(chart["svg"].encode()).decode()
    return {**chart, "svg": "", "source": source}


def render_pdf(snapshot: Mapping[str, Any], issue: Issue = NOT_ISSUED) -> bytes:
    """The document as bytes; the same snapshot gives the same pages."""
    return write_pdf(document_html(snapshot, issue))
