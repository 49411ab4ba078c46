"""What a document may be: recognised by its content, never by what the browser says it is (issue 4).

Pure functions over bytes. What is accepted is short on purpose; each kind is looked into for what could act
when somebody opens it.
"""

import io
import zipfile
from typing import Any

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from cases.codes.attachments import AttachmentType

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 2000
CHUNK = 256 * 1024
ENDINGS: dict[str, tuple[str, ...]] = {
    AttachmentType.PDF: ("pdf",),
    AttachmentType.JPEG: ("jpg", "jpeg"),
    AttachmentType.PNG: ("png",),
    AttachmentType.DOCX: ("docx",),
    AttachmentType.ODT: ("odt",),
    AttachmentType.TEXT: ("txt",),
}
_PICTURES = {AttachmentType.JPEG: "JPEG", AttachmentType.PNG: "PNG"}
_MACROS = ("Basic/", "Scripts/")
_WORD = b"wordprocessingml.document.main+xml"
_CONTROL = frozenset(range(32)) - {9, 10, 13}


class UploadRefused(Exception):
    """The content is not accepted; `why` is one of the codes that the operation puts into words."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def accepted(content: bytes, name: str) -> tuple[str, bytes]:
    """The type of a document by its content, and the content as it is kept. Raises UploadRefused."""
    if not content:
        raise UploadRefused("empty")
    if len(content) > MOST_BYTES:
        raise UploadRefused("too_large")
    kind = _recognised(content)
    if name.rpartition(".")[2].lower() not in ENDINGS[kind]:
        raise UploadRefused("mislabelled")
    return kind, _redrawn(content, _PICTURES[kind]) if kind in _PICTURES else content


def pieces(content: bytes) -> list[tuple[int, bool, bytes]]:
    """The pieces in which a document is sealed: number, whether it is the last, bytes."""
    starts = range(0, len(content), CHUNK)
    return [
        (number, start + CHUNK >= len(content), content[start : start + CHUNK])
        for number, start in enumerate(starts)
    ]


def _recognised(content: bytes) -> AttachmentType:
    if content.startswith(b"%PDF-"):
        _look_into_pdf(content)
        return AttachmentType.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return AttachmentType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return AttachmentType.PNG
    if content.startswith(b"PK\x03\x04"):
        return _word_processor(content)
    if _is_text(content):
        return AttachmentType.TEXT
    raise UploadRefused("unknown")


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _CONTROL.intersection(content)


def _redrawn(content: bytes, form: str) -> bytes:
    """The picture and nothing else: place, camera, time and thumbnail stay behind. Raises UploadRefused."""
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UploadRefused("too_many_pixels")
            upright = ImageOps.exif_transpose(picture)
            bare = Image.new(upright.mode, upright.size)
            bare.paste(upright)
            if upright.mode == "P":
                bare.putpalette(upright.getpalette() or [])
            out = io.BytesIO()
            bare.save(out, form, **({"quality": 90} if form == "JPEG" else {}))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UploadRefused("broken") from None
    return out.getvalue()


def _word_processor(content: bytes) -> AttachmentType:
    """A text of one of the two word processors, without macros, that does not unpack to a flood."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                raise UploadRefused("flood")
            names = {part.filename for part in listed}
            if any(name.endswith("vbaProject.bin") or name.startswith(_MACROS) for name in names):
                raise UploadRefused("active")
            if "mimetype" in names and _head(parts, "mimetype").strip() == AttachmentType.ODT.encode():
                return AttachmentType.ODT
            if "word/document.xml" in names and _WORD in _head(parts, "[Content_Types].xml"):
                return AttachmentType.DOCX
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError):
        raise UploadRefused("broken") from None
    raise UploadRefused("unknown")


def _head(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        return part.read(200_000)


def _look_into_pdf(content: bytes) -> None:
    """Refuse what can't be opened, and what would act by itself: scripts, launches, files inside."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            root = document.Root
            if "/AcroForm" in root and "/XFA" in root.AcroForm:
                raise UploadRefused("active")
            named: Any = root.get("/Names", {})
            if "/JavaScript" in named or "/EmbeddedFiles" in named or _acts(root.get("/OpenAction")):
                raise UploadRefused("active")
    except pikepdf.PasswordError:
        raise UploadRefused("locked") from None
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        raise UploadRefused("broken") from None


def _acts(action: object) -> bool:
    # Opening at a page is harmless: it is an array, or an action that goes to a place in the document.
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) not in ("/GoTo", "")
