"""The one way to a PDF: tagged (PDF/UA-1), fonts inside, fetching nothing from anywhere (security 5)."""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

_FONTS = Path("static/vendor/noto-sans")
_WEIGHTS = (400, 700)
_PIECE = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def write_pdf(html: str) -> bytes:
    """Lay out finished HTML. Reads `data:` and nothing else: no file, no host, no redirect."""
    from weasyprint import HTML

    document: bytes = HTML(string=html, url_fetcher=_fetcher()).write_pdf(pdf_variant="pdf/ua-1")
    return _finished(document)


def _finished(document: bytes) -> bytes:
    """Add what the layout leaves open of PDF/UA-1."""
    import pikepdf

    with pikepdf.open(BytesIO(document)) as pdf:
        tags = list(_tags_below(pdf.Root.StructTreeRoot))
        _give_scopes([tag for tag in tags if tag.S == "/TR"])
        _mark_decoration(pdf, tags)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _tags_below(tag: Any) -> Iterator[Any]:
    """All that a screen reader comes to; the layout leaves others in the file that nothing leads to."""
    import pikepdf

    for kid in _kids(tag):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _tags_below(kid)


def _kids(tag: Any) -> list[Any]:
    import pikepdf

    kids = tag.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _give_scopes(rows: list[Any]) -> None:
    """Say of each heading of a table whether it heads a column or a row."""
    import pikepdf

    for row in rows:
        scope = "/Column" if row.P.get("/S") == "/THead" else "/Row"
        for cell in row.K:
            if isinstance(cell, pikepdf.Dictionary) and cell.get("/S") == "/TH":
                cell.A = pikepdf.Dictionary(O=pikepdf.Name("/Table"), Scope=pikepdf.Name(scope))


def _mark_decoration(pdf: Any, tags: list[Any]) -> None:
    """Running heads and page numbers are in no tag: a screen reader is told to pass them over."""
    named: dict[Any, set[int]] = {}
    for tag in tags:
        if pieces := [kid for kid in _kids(tag) if isinstance(kid, int)]:
            named.setdefault(tag.Pg.objgen, set()).update(pieces)
    for page in pdf.pages:
        known = named.get(page.objgen, set())
        page.contents_coalesce()
        content = _PIECE.sub(partial(_decoration, known), page.Contents.read_bytes())
        page.Contents = pdf.make_stream(content)


def _decoration(known: set[int], piece: re.Match[bytes]) -> bytes:
    return piece[0] if int(piece[1]) in known else b"/Artifact <</Type /Pagination>> BDC"


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)


@cache
def font_faces() -> str:
    """The product's letters as rules of a style sheet, with the files inside."""
    faces = []
    for weight in _WEIGHTS:
        font = (Path(settings.BASE_DIR) / _FONTS / f"NotoSans-{weight}.ttf").read_bytes()
        source = f"url(data:font/ttf;base64,{b64encode(font).decode()})"
        faces.append(f"@font-face{{font-family:'Noto Sans';font-weight:{weight};src:{source}}}")
    return "".join(faces)
