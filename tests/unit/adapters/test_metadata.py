"""Metadata taken out of pictures and PDF: it is gone, and what is seen is still there."""

import io
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from wasit.adapters.given_files import (
    FileExists,
    UnreadableFile,
    media_type_of,
    read_given,
    write_new,
)
from wasit.adapters.metadata import (
    PICTURES,
    CannotStrip,
    ExtraMissing,
    can_strip,
    may_hold_metadata,
    strip_metadata,
)
from wasit.crypto.files import FileTooLarge
from wasit.wire.blobs import FILE_LIMIT

SECRET = b"Hotel Al Bustan"


def picture(form: str, mode: str = "RGB") -> bytes:
    """A red picture that says where it was taken, lying on its side."""
    made = Image.new("RGB", (8, 4), (200, 30, 30)).convert(mode)
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6
    written = io.BytesIO()
    extra = {} if form in {"GIF", "BMP"} else {"exif": exif}
    if form == "GIF":
        made.save(written, form, comment=SECRET)
    else:
        made.save(written, form, **extra)
    return written.getvalue()


@pytest.mark.parametrize("media_type", PICTURES)
def test_picture_keeps_its_pixels_and_nothing_else(media_type: str) -> None:
    """Where a photograph was taken must not travel with it; which way is up must."""
    form = PICTURES[media_type]
    before = picture(form)
    after = strip_metadata(before, media_type=media_type)
    assert (SECRET in before) is (form != "BMP")
    assert SECRET not in after
    with Image.open(io.BytesIO(after), formats=[form]) as bare:
        assert not {0x010E, 0x0112} & set(bare.getexif())
        assert set(bare.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "version",
                                  "background", "compression", "dpi", "loop", "duration",
                                  "timestamp", "resolution"}  # fmt: skip
        turned = form not in {"GIF", "BMP"}
        assert bare.size == ((4, 8) if turned else (8, 4))
        red = bare.convert("RGB").getpixel((1, 1))
    assert isinstance(red, tuple)
    assert [abs(a - b) < 12 for a, b in zip(red, (200, 30, 30), strict=True)] == [True] * 3


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA"])
def test_picture_of_another_mode_looks_the_same(mode: str) -> None:
    """Scans are grey or black and white; screenshots have palettes."""
    before = picture("PNG", mode)
    after = strip_metadata(before, media_type="image/png")
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as two:
        assert two.mode == mode
        turned = one.rotate(-90, expand=True)
        assert list(turned.convert("RGBA").tobytes()) == list(two.convert("RGBA").tobytes())


def pdf(*, password: str = "") -> bytes:
    """A page with an author, XMP, page-piece data and an attached file."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 100))
    made.docinfo["/Author"] = SECRET.decode()
    with made.open_metadata() as meta:
        meta["dc:creator"] = [SECRET.decode()]
    made.attachments["note.txt"] = SECRET
    made.pages[0].obj.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Who=SECRET.decode()))
    written = io.BytesIO()
    lock = pikepdf.Encryption(owner=password, user=password) if password else None
    made.save(
        written,
        encryption=lock or False,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return written.getvalue()


def test_pdf_keeps_its_pages_and_nothing_else() -> None:
    """Who wrote a draft, with what, and from which earlier file, is not for the other side."""
    before = pdf()
    after = strip_metadata(before, media_type="application/pdf")
    assert SECRET in before
    with pikepdf.open(io.BytesIO(after)) as bare:
        assert len(bare.pages) == 1
        assert "/Info" not in bare.trailer
        assert "/Metadata" not in bare.Root
        assert list(bare.attachments) == []
        plain = io.BytesIO()
        bare.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    assert SECRET not in plain.getvalue()
    assert strip_metadata(before, media_type="application/pdf") == after


def moving() -> bytes:
    frames = [Image.new("L", (4, 4), shade) for shade in (0, 255)]
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    return written.getvalue()


REFUSED = {
    "no picture": (b"not a picture", "image/png"),
    "a picture of another type": (picture("PNG"), "image/jpeg"),
    "a picture cut short": (picture("PNG")[:60], "image/png"),
    "a moving picture": (moving(), "image/gif"),
    "no PDF": (b"not a PDF", "application/pdf"),
    "a locked PDF": (pdf(password="secret"), "application/pdf"),
    "a text": (b"words", "text/plain"),
}


@pytest.mark.parametrize(("content", "media_type"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_stripped_is_refused(content: bytes, media_type: str) -> None:
    """A person who asked for it must not believe that it was done."""
    with pytest.raises(CannotStrip):
        strip_metadata(content, media_type=media_type)


@pytest.mark.parametrize(
    ("module", "media_type"), [("PIL", "image/png"), ("pikepdf", "application/pdf")]
)
def test_without_the_extra_one_line_names_it(
    module: str, media_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever installed the small program learns what to install, not where it failed."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtraMissing, match=r"wasit\[files\]"):
        strip_metadata(b"", media_type=media_type)


def test_file_is_read_under_its_own_name_and_type(tmp_path: Path) -> None:
    """The name is the last part of the path, in the form that entries are signed in."""
    path = tmp_path / "Cafe\u0301.PDF"
    path.write_bytes(b"words")
    given = read_given(path)
    assert (given.name, given.media_type, given.content) == (
        "Café.PDF",
        "application/pdf",
        b"words",
    )
    assert media_type_of("archive.tar.gz") == "application/octet-stream"
    assert media_type_of("photo.WebP") == "image/webp"


@pytest.mark.parametrize(
    "ending", ["jpg", "jpeg", "png", "gif", "tif", "tiff", "webp", "bmp", "pdf"]
)
def test_every_picture_and_pdf_is_known_as_one_that_can_be_stripped(ending: str) -> None:
    """A kind that is not recognised would be sent with its place and time, and no warning."""
    assert can_strip(media_type_of(f"a.{ending}"))


@pytest.mark.parametrize(("ending", "warned"), [("docx", True), ("heic", True), ("txt", False)])
def test_other_kinds_are_warned_of_and_not_said_to_be_stripped(ending: str, warned: bool) -> None:
    """A word processor's file tells who wrote it, and nothing here takes that out."""
    media_type = media_type_of(f"a.{ending}")
    assert may_hold_metadata(media_type) is warned
    assert not can_strip(media_type)


def test_file_that_cannot_be_given_is_refused_by_name(tmp_path: Path) -> None:
    """Not there, a folder, or longer than a file may be."""
    with pytest.raises(UnreadableFile):
        read_given(tmp_path / "none")
    with pytest.raises(UnreadableFile):
        read_given(tmp_path)
    long = tmp_path / "long"
    with long.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    with pytest.raises(FileTooLarge):
        read_given(long)


def test_saved_file_is_its_owners_and_nothing_is_written_over(tmp_path: Path) -> None:
    """What was sealed a moment ago is not to be read by every account on the machine."""
    path = tmp_path / "plan.pdf"
    write_new(path, b"words")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"words", 0o600)
    with pytest.raises(FileExists):
        write_new(path, b"other words")
    assert path.read_bytes() == b"words"
    with pytest.raises(UnreadableFile):
        write_new(tmp_path / "none" / "plan.pdf", b"words")
