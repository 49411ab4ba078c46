"""The PDF of a snapshot: tagged (PDF/UA-1), fonts embedded, fetching nothing from anywhere."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from renate.reports.codes import THRESHOLDS, Audience
from renate.reports.snapshot import snapshot_hash

_FONTS = Path("static/vendor/noto-sans")
_WEIGHTS = (400, 700)


def _fetcher() -> Any:
    """Reads `data:` and nothing else: no file, no host, no redirect (security 5)."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)


@cache
def _font_faces() -> str:
    faces = []
    for weight in _WEIGHTS:
        font = (Path(settings.BASE_DIR) / _FONTS / f"NotoSans-{weight}.ttf").read_bytes()
        source = f"url(data:font/ttf;base64,{b64encode(font).decode()})"
        faces.append(f"@font-face{{font-family:'Noto Sans';font-weight:{weight};src:{source}}}")
    return "".join(faces)


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
    return html.replace("/*fonts*/", _font_faces(), 1)


def _picture(chart: Mapping[str, str] | None) -> dict[str, str] | None:
    """The chart as an image element has it: the tags of the PDF then hold its sentence."""
    if chart is None:
        return None
    source = "data:image/svg+xml;base64," + b64encode(chart["svg"].encode()).decode()
    return {"title": chart["title"], "says": chart["says"], "source": source}


def render_pdf(snapshot: Mapping[str, Any], *, version: int = 1, issued_on: date | None = None) -> bytes:
    """The document as bytes; the same snapshot gives the same pages."""
    from weasyprint import HTML

    html = document_html(snapshot, version=version, issued_on=issued_on)
    document: bytes = HTML(string=html, url_fetcher=_fetcher()).write_pdf(pdf_variant="pdf/ua-1")
    return document
