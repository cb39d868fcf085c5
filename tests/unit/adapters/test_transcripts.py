"""Transcripts as files: the words are there, in their direction, and are never markup."""

import io
import re
import sys
import zipfile
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from wasit.adapters.metadata import ExtraMissing
from wasit.adapters.transcripts import docx_transcript, html_transcript, pdf_transcript
from wasit.seat.transcript import (
    Transcript,
    TranscriptLine,
    TranscriptPerson,
    TranscriptSentence,
)

AT = "2024-01-10T10:00:00Z"
PERSIAN, ARABIC = "ما می‌خواهیم ۱۲ کشتی برود.", "لن نفتح الميناء قبل أيار."
HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"' onmouseover=alert(1) x='",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp;",
    '#read("/etc/passwd")',
    '#import "@preview/x:0.1.0": *',
    "*bold* _it_ `raw` $x^2$ = head <label> @ref",
    "] #sys.inputs [",
    "\\u{41} \\ // comment /* and */",
    "]]>{\\rtf1}",
    "=cmd|' /C calc'!A1",
]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def transcript(*texts: str, language: str = "en", author: str = "Parvin") -> Transcript:
    """A transcript in which each text is a sentence of one statement."""
    return Transcript(
        title="The crossing",
        room="east",
        desk="the desk",
        language=language,
        made_at=AT,
        up_to=9,
        people=(TranscriptPerson("Parvin", "room", "note_taker"),),
        lines=(
            TranscriptLine(
                3,
                AT,
                author,
                "statement",
                language,
                tuple(TranscriptSentence(text, marks="May cross.") for text in texts),
                note="taken down",
            ),
        ),
    )


class Page(HTMLParser):
    """The elements, attributes and text of a page as a browser's parser has them."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(raw.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_in_html_are_text(text: str) -> None:
    """What a side types must not run, or draw, in the other reader's browser."""
    page = Page(html_transcript(transcript(text, author=text)))
    plain = Page(html_transcript(transcript("x", author="x")))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert page.tags == plain.tags
    assert page.texts.count(text) == 2


def test_html_fetches_and_runs_nothing() -> None:
    """A transcript opened years later, or on a machine of somebody else's, calls nobody."""
    raw = html_transcript(transcript(PERSIAN, language="fa")).decode()
    page = Page(raw.encode())
    assert {"script", "img", "link", "iframe", "form"}.isdisjoint(tag for tag, _ in page.tags)
    assert 'http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;' in raw
    assert "url(" not in raw
    assert "//" not in raw.replace("</", "")
    assert "@media print" in raw
    (html,) = [attrs for tag, attrs in page.tags if tag == "html"]
    (words,) = [attrs for tag, attrs in page.tags if tag == "ol"]
    assert (html["lang"], html["dir"]) == (words["lang"], words["dir"]) == ("fa", "rtl")


def docx_parts(raw: bytes) -> tuple[ET.Element, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert parts.testzip() is None
        body = parts.read("word/document.xml").decode()
    return ET.fromstring(body), body  # noqa: S314 (our own file)


@pytest.mark.parametrize("text", [*HOSTILE, "a\ufffeb", "x\U0001f54ay"])
def test_words_in_docx_are_text(text: str) -> None:
    """A field code or a broken XML part would do something, or open nothing, at the reader's."""
    root, body = docx_parts(docx_transcript(transcript(text)))
    runs = [run.text or "" for run in root.iter(f"{WORD}t")]
    assert text.replace("\ufffe", "\ufffd") in runs
    assert "instrText" not in body


def test_right_to_left_words_are_so_in_docx() -> None:
    """A word processor lays the line out from the right, and checks the right language."""
    root, _ = docx_parts(docx_transcript(transcript(ARABIC, language="ar")))
    found = [
        paragraph
        for paragraph in root.iter(f"{WORD}p")
        if any(run.text == ARABIC for run in paragraph.iter(f"{WORD}t"))
    ]
    (paragraph,) = found
    assert paragraph.find(f"{WORD}pPr/{WORD}bidi") is not None
    runs = paragraph.findall(f"{WORD}r")
    assert all(run.find(f"{WORD}rPr/{WORD}rtl") is not None for run in runs)
    languages = {run.find(f"{WORD}rPr/{WORD}lang") for run in runs}
    assert {lang.get(f"{WORD}bidi") for lang in languages if lang is not None} == {"ar"}
    left, _ = docx_parts(docx_transcript(transcript("words")))
    assert left.find(f".//{WORD}bidi") is None


def text_of_pdf(raw: bytes) -> str:
    """The text that a reader copies out, by each font's own table of characters."""
    shown: list[str] = []
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for page in pdf.pages:
            fonts: dict[str, dict[int, str]] = {}
            resources: Any = page.resources
            for name, font in resources.Font.items():
                fonts[name] = characters(bytes(font.ToUnicode.read_bytes()).decode())
            table: dict[int, str] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    table = fonts[str(operands[0])]
                for part in strings(operands) if str(operator) in {"Tj", "TJ"} else ():
                    codes = [int.from_bytes(part[i : i + 2], "big") for i in range(0, len(part), 2)]
                    shown += [table.get(code, "\ufffd") for code in codes]
    return "".join(shown)


def strings(operands: Any) -> list[bytes]:
    found: list[bytes] = []
    for each in operands:
        inner = list(each) if isinstance(each, pikepdf.Array) else [each]
        found += [bytes(one) for one in inner if isinstance(one, pikepdf.String)]
    return found


def characters(table: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_words_in_pdf_are_text(text: str) -> None:
    """Typesetting reads no file and computes nothing because somebody typed its signs."""
    shown = text_of_pdf(pdf_transcript(transcript(text, author=text)))
    squeezed = re.sub(r"\s|[\u2066-\u2069\ufffd]", "", text)
    assert re.sub(r"\s|[\u2066-\u2069\ufffd]", "", shown).count(squeezed) == 2


@pytest.mark.slow
def test_pdf_is_for_the_archive_and_for_screen_readers() -> None:
    """It says what it is, is tagged, and holds Arabic and Persian letters as letters."""
    raw = pdf_transcript(transcript(PERSIAN, ARABIC, language="fa"))
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        meta = bytes(pdf.Root.Metadata.read_bytes()).decode()
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "fa"
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        assert all("/ToUnicode" in font for font in fonts)
    assert "<pdfaid:part>2</pdfaid:part>" in meta
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta
    letters = set(text_of_pdf(raw))
    if not letters & set("کشتی"):
        pytest.skip("no font of this machine has Arabic letters: scripts/system installs some")
    assert set("کشتی") <= letters
    assert set("ميناء") <= letters


@pytest.mark.slow
def test_same_transcript_gives_the_same_pdf() -> None:
    """Two people who print one record can see that they did."""
    one = pdf_transcript(transcript(PERSIAN, language="fa"))
    assert pdf_transcript(transcript(PERSIAN, language="fa")) == one


@pytest.mark.slow
def test_long_transcript_is_set_on_many_pages() -> None:
    """A year of talks is one file, and no sentence is cut off at the end of a page."""
    texts = [f"Sentence {n} of many. " + "words " * 40 for n in range(120)]
    raw = pdf_transcript(transcript(*texts))
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert len(pdf.pages) > 5
    shown = text_of_pdf(raw)
    assert all(re.search(rf"Sentence\s*{n}\s*of", shown) for n in (0, 60, 119))


@pytest.mark.parametrize(
    ("module", "write", "extra"),
    [("typst", pdf_transcript, "pdf"), ("docx", docx_transcript, "docx")],
)
def test_without_the_extra_one_line_names_it(
    module: str, write: Any, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever installed the small program learns what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtraMissing, match=rf"wasit\[{extra}\]"):
        write(transcript("words"))
