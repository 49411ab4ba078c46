"""The one way to a PDF: tagged (PDF/UA-1), fonts inside, fetching nothing from anywhere (security 5)."""

from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

_FONTS = Path("static/vendor/noto-sans")
_WEIGHTS = (400, 700)


def write_pdf(html: str) -> bytes:
    """Lay out finished HTML. Reads `data:` and nothing else: no file, no host, no redirect."""
    from weasyprint import HTML

    document: bytes = HTML(string=html, url_fetcher=_fetcher()).write_pdf(pdf_variant="pdf/ua-1")
    return _with_scopes(document)


def _with_scopes(document: bytes) -> bytes:
    """Say of each heading of a table whether it heads a column or a row: the layout leaves that open."""
    import pikepdf

    with pikepdf.open(BytesIO(document)) as pdf:
        for row in pdf.objects:
            if not isinstance(row, pikepdf.Dictionary) or row.get("/S") != "/TR":
                continue
            scope = "/Column" if row.P.get("/S") == "/THead" else "/Row"
            for cell in row.K:
                if isinstance(cell, pikepdf.Dictionary) and cell.get("/S") == "/TH":
                    cell.A = pikepdf.Dictionary(O=pikepdf.Name("/Table"), Scope=pikepdf.Name(scope))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


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
