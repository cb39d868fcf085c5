"""Taking out of pictures and PDF what tells of more than they show: places, names, times, tools.

A picture is decoded and written again from its pixels alone, in its own format, turned the way its
orientation said; a PDF keeps its pages and loses document information, XMP metadata, embedded
thumbnails, page-piece data and attached files. What is *in* the picture or on the page stays: a
face, a watermark, a name in a footer. Needs the extra ``[files]``.
"""

import io
import warnings
from typing import TYPE_CHECKING, Any

from wasit.errors import BadInput

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

__all__ = ["CannotStrip", "ExtraMissing", "can_strip", "may_hold_metadata", "strip_metadata"]

PICTURES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
}
"""Media type to Pillow's name of the format."""

PDF = "application/pdf"
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")


class ExtraMissing(BadInput):
    """This needs a part of Wasit that is not installed. Nothing was done."""

    code = "extra-missing"
    advice = "Install Wasit with the extra that is named, or leave the option out."


class CannotStrip(BadInput):
    """The metadata of this file cannot be taken out. Nothing was attached."""

    code = "cannot-strip"
    advice = "Attach it without that option if its metadata may be seen, or export it anew."


def can_strip(media_type: str) -> bool:
    """Whether a file of this type is one whose metadata ``strip_metadata`` takes out."""
    return media_type == PDF or media_type in PICTURES


def may_hold_metadata(media_type: str) -> bool:
    """Whether files of this type often tell more than they show: all but plain text."""
    return not media_type.startswith("text/")


def strip_metadata(content: bytes, *, media_type: str) -> bytes:
    """The same picture or PDF without its metadata.

    Raises:
        ExtraMissing: the extra ``[files]`` is not installed. CannotStrip: it is no picture or PDF
            that can be read, has several pictures in it, or is locked.
    """
    if media_type == PDF:
        return _bare_pdf(content)
    if media_type in PICTURES:
        return _bare_picture(content, PICTURES[media_type])
    raise CannotStrip(
        f"metadata can be taken out of pictures and PDF, and this is {media_type}; "
        "nothing was attached"
    )


def _bare_picture(content: bytes, form: str) -> bytes:
    try:
        from PIL import Image
    except ImportError as error:
        raise _missing() from error
    options: dict[str, Any] = {"JPEG": {"quality": 92}, "WEBP": {"lossless": True}}.get(form, {})
    written = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[form]) as picture:
                _pixels_of(picture).save(written, form, **options)
    except CannotStrip:
        raise
    except Exception as error:
        raise CannotStrip("the picture cannot be read; nothing was attached") from error
    return written.getvalue()


def _pixels_of(picture: "Image.Image") -> "Image.Image":
    """The picture as it is seen, and nothing else of it."""
    from PIL import Image, ImageOps

    if getattr(picture, "n_frames", 1) > 1:
        raise CannotStrip("the picture moves or has pages; nothing was attached")
    turned = ImageOps.exif_transpose(picture)
    bare = Image.frombytes(turned.mode, turned.size, turned.tobytes())
    palette = turned.getpalette("RGBA") if turned.mode == "P" else None
    if palette is not None:
        bare.putpalette(palette, "RGBA")
    return bare


def _bare_pdf(content: bytes) -> bytes:
    try:
        import pikepdf
    except ImportError as error:
        raise _missing() from error
    written = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _strip_pdf(pdf)
            pdf.save(written, deterministic_id=True, fix_metadata_version=False)
    except CannotStrip:
        raise
    except Exception as error:
        raise CannotStrip("the PDF cannot be read; nothing was attached") from error
    return written.getvalue()


def _strip_pdf(pdf: "pikepdf.Pdf") -> None:
    import pikepdf

    if pdf.is_encrypted:
        raise CannotStrip("the PDF is locked; nothing was attached")
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            for key in _TELLING:
                if key in each:
                    del each[key]
    for name in list(pdf.attachments):
        del pdf.attachments[name]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def _missing() -> ExtraMissing:
    return ExtraMissing("taking out metadata needs the extra: pip install 'wasit[files]'")
