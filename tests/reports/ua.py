"""What a validator for PDF/UA-1 looks for and can be seen in the file; none can be installed from a registry.

`faults(pdf)` answers sentences; an empty list means: titled, in a language, all content tagged or marked as
decoration, tags that lead to content, headings without a gap, tables with heads, pictures and links in words,
letters inside and readable.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"} | SHOWS_TEXT
HEADINGS = {f"/H{level}": level for level in range(1, 7)}
CELLS = {"/TH", "/TD"}


def faults(pdf: bytes) -> list[str]:
    """Everything found wrong, in words."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = [*_of_document(opened), *_of_letters(opened)]
        if "/StructTreeRoot" not in opened.Root:
            return [*found, "no tags at all"]
        tags = list(_walk(opened.Root.StructTreeRoot))
        found += [
            *_of_content(opened, tags),
            *_of_headings(tags),
            *_of_tables(tags),
            *_of_words(tags, opened),
        ]
        return found


def reading_order(pdf: bytes) -> list[int]:
    """The page of each heading, in the order in which a screen reader comes to it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages)}
        tags = [tag for tag in _walk(opened.Root.StructTreeRoot) if str(tag.S) in HEADINGS]
        return [pages[tag.Pg.objgen] for tag in tags if "/Pg" in tag]


def _kids(tag: Any) -> list[Any]:
    kids = tag.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _walk(tag: Any) -> Iterator[Any]:
    """Tags below this one, in reading order."""
    for kid in _kids(tag):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid)


def _of_document(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    metadata = bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window shows the file's name, not the title"
    if b"pdfuaid" not in metadata:
        yield "does not say that it is PDF/UA"
    if b"dc:title" not in metadata:
        yield "no title"


def _of_letters(pdf: Any) -> Iterator[str]:
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font":
            continue
        if "/FontDescriptor" in font and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
            font.FontDescriptor.keys()
        ):
            yield f"letters of {font.BaseFont} are not inside"
        if font.get("/Subtype") == "/Type0" and "/ToUnicode" not in font:
            yield f"letters of {font.BaseFont} cannot be read"


def _of_content(pdf: Any, tags: list[Any]) -> Iterator[str]:
    """Each piece of a page is in a tag or decoration, and each tag's piece is on the page."""
    wanted: dict[Any, set[int]] = {}
    for tag in tags:
        for kid in _kids(tag):
            page = tag.get("/Pg")
            if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                page, kid = kid.get("/Pg", page), kid.MCID
            if isinstance(kid, int):
                wanted.setdefault(page.objgen if page is not None else None, set()).add(int(kid))
    for number, page in enumerate(pdf.pages, start=1):
        if "/StructParents" not in page.obj and page.objgen in wanted:
            yield f"page {number} leads to no tags"
        there, loose = _pieces(page)
        if loose:
            yield f"page {number} has {loose} pieces that are neither tagged nor decoration"
        if missing := wanted.get(page.objgen, set()) - there:
            yield f"page {number} lacks {len(missing)} pieces that tags name"
        if unnamed := there - wanted.get(page.objgen, set()):
            yield f"page {number} has {len(unnamed)} pieces that no tag names"


def _pieces(page: Any) -> tuple[set[int], int]:
    """Numbers of the marked pieces of a page, and how many operators paint outside of any mark."""
    there, loose, depth = set(), 0, 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            depth += 1
            if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                there.add(int(operands[1].MCID))
        elif name == "EMC":
            depth -= 1
        elif name in PAINTS and not depth:
            loose += 1
    return there, loose


def _of_headings(tags: list[Any]) -> Iterator[str]:
    last = 0
    for level in (HEADINGS[str(tag.S)] for tag in tags if str(tag.S) in HEADINGS):
        if level > last + 1:
            yield f"a heading of level {level} follows one of level {last}"
        last = level


def _of_tables(tags: list[Any]) -> Iterator[str]:
    for table in (tag for tag in tags if tag.S == "/Table"):
        rows = [tag for tag in _walk(table) if tag.S == "/TR"]
        widths = {len([cell for cell in _kids(row) if str(cell.S) in CELLS]) for row in rows}
        heads = [tag for tag in _walk(table) if tag.S == "/TH"]
        if len(widths) != 1:
            yield f"a table has rows of {sorted(widths)} cells"
        if not heads:
            yield "a table has no heads"
        for head in heads:
            if "/Scope" not in head.get("/A", {}):
                yield "a head of a table does not say what it heads"


def _of_words(tags: list[Any], pdf: Any) -> Iterator[str]:
    for tag in tags:
        if tag.S == "/Figure" and len(str(tag.get("/Alt", ""))) < 5:
            yield "a picture is not told in words"
        if tag.S == "/LI" and tag.P.S != "/L":
            yield "an item stands outside of a list"
    for number, page in enumerate(pdf.pages, start=1):
        links = [each for each in page.obj.get("/Annots", []) if each.Subtype == "/Link"]
        if links and page.obj.get("/Tabs") != "/S":
            yield f"page {number}: the key goes through links in another order"
        for link in links:
            if not str(link.get("/Contents", "")):
                yield f"page {number}: a link is not told in words"
            if "/StructParent" not in link:
                yield f"page {number}: a link is in no tag"
