"""The PDF of a snapshot: tagged (PDF/UA-1), fonts embedded, fetching nothing from anywhere."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from renate.kit.pdf import font_faces, write_pdf
from renate.reports.codes import THRESHOLDS, Audience
from renate.reports.snapshot import snapshot_hash


def document_html(snapshot: Mapping[str, Any], *, version: int = 1, issued_on: date | None = None) -> str:
    """The finished HTML that is laid out; fonts and charts are inside it."""
    about = snapshot["report"]
    context = {
        "snapshot": snapshot,
        "about": about,
        "sections": [{**section, "chart": _picture(section["chart"])} for section in snapshot["sections"]],
        "narrative": mark_safe(snapshot["narrative"]),  # noqa: S308 (cleaned by nh3 when it was frozen)
        "period_from": date.fromisoformat(about["period_from"]),
        "period_to": date.fromisoformat(about["period_to"]),
        "cut_off_on": date.fromisoformat(about["cut_off_on"]),
        "made_at": datetime.fromisoformat(snapshot["made_at"]),
        "issued_on": issued_on,
        "doc_version": version,
        "hash": snapshot_hash(snapshot),
        "most": about["threshold"] - 1,
        "is_public": about["threshold"] >= THRESHOLDS[Audience.PUBLIC],
    }
    with override(about["language"]):
        html = render_to_string("reports/pdf/document.html", context)
    return html.replace("/*fonts*/", font_faces(), 1)


def _picture(chart: Mapping[str, str] | None) -> dict[str, str] | None:
    """The chart as an image element has it: the tags of the PDF then hold its sentence."""
    if chart is None:
        return None
    source = "data:image/svg+xml;base64," + b64encode(chart["svg"].encode()).decode()
    return {"title": chart["title"], "says": chart["says"], "source": source}


def render_pdf(snapshot: Mapping[str, Any], *, version: int = 1, issued_on: date | None = None) -> bytes:
    """The document as bytes; the same snapshot gives the same pages."""
    return write_pdf(document_html(snapshot, version=version, issued_on=issued_on))
