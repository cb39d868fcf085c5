"""A transcript as DOCX, to be gone over in a word processor.

Words are text nodes of its XML. A paragraph in a language written from right to left is one
(``w:bidi``), and so are its runs (``w:rtl``), with their language named. Needs the extra
``[docx]``.
"""

import io
import re
from typing import Any

from wasit.adapters.metadata import ExtraMissing
from wasit.seat.transcript import Transcript, TranscriptLine, TranscriptSentence
from wasit.talks.moments import moment
from wasit.values.direction import reads_right_to_left

__all__ = ["docx_transcript"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx_transcript(transcript: Transcript) -> bytes:
    """The file.

    Raises:
        ExtraMissing: the extra is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise ExtraMissing("DOCX needs the extra: pip install 'wasit[docx]'") from error
    page: Any = docx.Document()
    facts = page.core_properties
    facts.title, facts.author, facts.comments = _xml(transcript.title), "", ""
    facts.created = facts.modified = moment(transcript.made_at).replace(tzinfo=None)
    facts.last_modified_by, facts.language = "", transcript.language
    heading = page.add_heading(level=1)
    _write(heading, transcript.title, language=transcript.language)
    _write(
        page.add_paragraph(),
        f"Transcript of {transcript.room} with {transcript.desk}, up to number "
        f"{transcript.up_to}, made {transcript.made_at}. It proves nothing; an export does.",
    )
    for person in transcript.people:
        role = person.role.replace("_", " ")
        _write(page.add_paragraph(style="List Bullet"), f"{person.name} ({person.side}, {role})")
    for line in transcript.lines:
        _write_line(page, line)
    written = io.BytesIO()
    page.save(written)
    return written.getvalue()


def _write_line(page: Any, line: TranscriptLine) -> None:
    head = page.add_paragraph()
    head.paragraph_format.keep_with_next = True
    _write(head, line.author, bold=True)
    _write(head, f"   {line.number}   {line.at}   {line.kind}")
    for place, sentence in enumerate(line.sentences, 1):
        _write_sentence(page, line, sentence, place)
    if line.note:
        _write(page.add_paragraph(), line.note, italic=True)


def _write_sentence(
    page: Any, line: TranscriptLine, sentence: TranscriptSentence, place: int
) -> None:
    words = page.add_paragraph()
    _write(words, f"{place}. ", language=line.language)
    _write(words, sentence.text, language=line.language, strike=sentence.withdrawn)
    for more in ("(withdrawn)" if sentence.withdrawn else "", sentence.file, sentence.marks):
        if more:
            _write(page.add_paragraph(), more, italic=True)


def _write(paragraph: Any, text: str, *, language: str = "en", **font: bool) -> None:
    """Add a run of text in that language, and the paragraph's direction with it."""
    from docx.oxml.ns import qn

    run = paragraph.add_run(_xml(text))
    for name, value in font.items():
        setattr(run.font, name, value)
    named = run._r.makeelement(qn("w:lang"))  # noqa: SLF001 (the library has no name for it)
    right_to_left = reads_right_to_left(language)
    named.set(qn("w:bidi" if right_to_left else "w:val"), _xml(language))
    if right_to_left:
        run.font.rtl = True
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (the library has no name for it)
        if properties.find(qn("w:bidi")) is None:
            properties.insert_element_before(properties.makeelement(qn("w:bidi")), *_AFTER_BIDI)
    run._r.get_or_add_rPr().append(named)  # noqa: SLF001


_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
"""What the schema of WordprocessingML puts after ``w:bidi`` in a paragraph's properties."""


def _xml(text: str) -> str:
    """The text with what XML cannot hold replaced."""
    return _NOT_XML.sub("\ufffd", text)
