"""The PDF of a snapshot: tagged (PDF/UA-1), fonts embedded, fetching nothing from anywhere."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from renate.kit.pdf import font_faces, write_pdf
from renate.reports.branding import Look
from renate.reports.codes import THRESHOLDS, Audience
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
FRAME_LANGUAGE = "en"  # of headings, tables and definitions; the officer's texts say their own


def document_html(snapshot: Mapping[str, Any], issue: Issue = NOT_ISSUED) -> str:
    """The finished HTML that is laid out; fonts and charts are inside it."""
    about = snapshot["report"]
    context = {
        "snapshot": snapshot,
        "about": about,
        "issue": issue,
        "sections": [{**section, "chart": _picture(section["chart"])} for section in snapshot["sections"]],
        "texts": {name: mark_safe(text) for name, text in snapshot["texts"].items()},  # noqa: S308 (cleaned by nh3 when it was frozen)
        "period_from": date.fromisoformat(about["period_from"]),
        "period_to": date.fromisoformat(about["period_to"]),
        "cut_off_on": date.fromisoformat(about["cut_off_on"]),
        "made_at": datetime.fromisoformat(snapshot["made_at"]),
        "countries": len({member["country"] for member in about["members"]}),
        "hash": snapshot_hash(snapshot),
        "most": about["threshold"] - 1,
        "is_public": about["threshold"] >= THRESHOLDS[Audience.PUBLIC],
    }
    with override(FRAME_LANGUAGE):
        html = render_to_string("reports/pdf/document.html", context)
    return html.replace("/*fonts*/", font_faces(), 1)


def _picture(chart: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The chart as an image element has it: the tags of the PDF then hold its sentence."""
    if chart is None:
        return None
    source = "data:image/svg+xml;base64," + b64encode(chart["svg"].encode()).decode()
    return {**chart, "svg": "", "source": source}


def render_pdf(snapshot: Mapping[str, Any], issue: Issue = NOT_ISSUED) -> bytes:
    """The document as bytes; the same snapshot gives the same pages."""
    return write_pdf(document_html(snapshot, issue))
