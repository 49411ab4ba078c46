"""What a document may be: its content decides, and what could act by itself is refused (issue 4)."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from cases.codes import AttachmentType
from cases.rules import uploads
from cases.rules.uploads import CHUNK, UploadRefused, accepted, pieces

HERE = 0x8825  # where a camera writes the place into a picture
WORD = b"<Types><Override ContentType='application/x.wordprocessingml.document.main+xml'/></Types>"


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), *, place: bool = False) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    if place:
        exif.get_ifd(HERE)[1] = "N"
        exif[0x010E] = "Kanarendorf"
    Image.new("RGB", size, (90, 120, 140)).save(out, form, exif=exif)
    return out.getvalue()


def pdf(**root: pikepdf.Object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, value in root.items():
            document.Root[f"/{name}"] = value
        document.save(out)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def word(**more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": WORD, "word/document.xml": b"<w/>", **more})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("scan.pdf", pdf(), AttachmentType.PDF),
        ("Foto.JPEG", picture(), AttachmentType.JPEG),
        ("a.png", picture("PNG"), AttachmentType.PNG),
        ("letter.docx", word(), AttachmentType.DOCX),
        ("letter.odt", archive(mimetype=AttachmentType.ODT.encode(), content=b"<o/>"), AttachmentType.ODT),
        ("Ђорђевић.txt", "Është këtu. Ћирилица.\r\n".encode(), AttachmentType.TEXT),
    ],
)
def test_the_content_says_what_it_is(name: str, content: bytes, kind: str) -> None:
    assert accepted(content, name)[0] == kind


def javascript() -> pikepdf.Object:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b"x" * (uploads.MOST_BYTES + 1), "too_large"),
        ("a.pdf", b"MZ\x90\x00", "unknown"),
        ("a.html.pdf", b"<script>alert(1)</script>", "mislabelled"),
        ("photo.jpg", pdf(), "mislabelled"),
        ("noending", pdf(), "mislabelled"),
        ("a.pdf", b"%PDF-1.7 nothing follows", "broken"),
        ("a.pdf", locked(), "locked"),
        ("a.pdf", pdf(OpenAction=javascript()), "active"),
        ("a.pdf", pdf(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())), "active"),
        ("a.jpg", picture()[:200], "broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "broken"),
        ("a.docx", word(**{"word/vbaProject.bin": b"x"}), "active"),
        ("a.odt", archive(mimetype=AttachmentType.ODT.encode(), **{"Basic/a.xml": b"x"}), "active"),
        ("a.docx", archive(**{f"{n}.xml": b"" for n in range(uploads.MOST_PARTS + 1)}), "flood"),
        ("a.docx", word(**{"word/a.xml": b"0" * (uploads.MOST_UNPACKED + 1)}), "flood"),
        ("a.docx", archive(readme=b"an archive"), "unknown"),
        ("a.docx", b"PK\x03\x04 torn", "broken"),
        ("a.txt", b"a\0b", "unknown"),
        ("a.txt", b"\xff\xfe", "unknown"),
    ],
)
def test_what_is_not_a_plain_document_is_refused(name: str, content: bytes, why: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        accepted(content, name)

    assert refused.value.why == why


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_loses_the_place_where_it_was_taken(form: str) -> None:
    told = picture(form, place=True)
    assert b"Kanarendorf" in told

    _kind, kept = accepted(told, f"a.{form.lower()}")

    with Image.open(io.BytesIO(kept)) as bare:
        assert (bare.size, dict(bare.getexif()), bare.getexif().get_ifd(HERE)) == ((40, 30), {}, {})
    assert b"Kanarendorf" not in kept


def test_a_picture_with_too_many_dots_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_PIXELS", 1199)

    with pytest.raises(UploadRefused, match="too_many_pixels"):
        accepted(picture(), "a.jpg")


@pytest.mark.parametrize(
    ("size", "lengths"),
    [(1, [1]), (CHUNK, [CHUNK]), (CHUNK + 1, [CHUNK, 1]), (2 * CHUNK, [CHUNK, CHUNK])],
)
def test_only_the_last_piece_is_marked_as_the_last(size: int, lengths: list[int]) -> None:
    cut = pieces(b"x" * size)

    assert [len(piece) for _number, _last, piece in cut] == lengths
    assert [number for number, _last, _piece in cut] == list(range(len(lengths)))
    assert [last for _number, last, _piece in cut] == [False] * (len(lengths) - 1) + [True]
