"""A transcript as PDF (PDF/A-2a and PDF/UA-1), set by typst with the fonts of this machine.

The words reach typst as JSON and are printed as strings, so that no sign in them is read as its
markup. The same transcript gives the same bytes with the same fonts. Needs the extra ``[pdf]``.
"""

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from wasit.adapters.metadata import ExtraMissing
from wasit.errors import Fault
from wasit.seat.transcript import Transcript
from wasit.talks.moments import moment
from wasit.values.direction import reads_right_to_left

__all__ = ["PdfFailed", "pdf_transcript"]

_STANDARDS = ["a-2a", "ua-1"]


class PdfFailed(Fault):
    """The transcript could not be set as PDF on this machine. Nothing was written."""

    code = "pdf-failed"
    advice = "Install fonts for the languages of the talks, or write HTML and print that."


def pdf_transcript(transcript: Transcript) -> bytes:
    """The file.

    Raises:
        ExtraMissing: the extra is not installed. PdfFailed: typst could not set it.
    """
    try:
        import typst
    except ImportError as error:
        raise ExtraMissing("PDF needs the extra: pip install 'wasit[pdf]'") from error
    template = resources.files("wasit.adapters.transcripts") / "transcript.typ"
    compile_pdf: Any = typst.compile  # its own types leave the result open
    try:
        made: object = compile_pdf(
            template.read_bytes(),
            format="pdf",
            sys_inputs={"transcript": json.dumps(_plain(transcript), ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=int(moment(transcript.made_at).timestamp()),
        )
    except Exception as error:
        raise PdfFailed(f"typst set no PDF ({type(error).__name__}); nothing written") from error
    if not isinstance(made, bytes):
        raise PdfFailed("typst gave no file; nothing was written")
    return made


def _plain(transcript: Transcript) -> dict[str, Any]:
    plain = asdict(transcript)
    for each in (plain, *plain["lines"]):
        language = str(each["language"])
        each["right_to_left"] = reads_right_to_left(language)
        first = language.split("-", maxsplit=1)[0].lower()
        each["language"] = first if len(first) in {2, 3} and first.isalpha() else "en"
    return plain
