"""Terms read from disk: which of a folder's files are terms, and of what format."""

from dataclasses import dataclass
from pathlib import Path

from wasit.terms.errors import NoTerms, UnreadableTerms
from wasit.terms.genius_xml import read_genius_xml
from wasit.terms.own_format import TermsFile, parse_terms_file
from wasit.terms.profiles import FoundTerms
from wasit.terms.published_json import read_published_json
from wasit.terms.ranges import Ranged, known_ranges
from wasit.terms.stated import stated_ranges


@dataclass(frozen=True, slots=True)
class TermsOnDisk:
    """What a path held: ranges, what was ignored, and the file itself where it is our own."""

    ranged: Ranged
    warnings: tuple[str, ...]
    file: TermsFile | None


def read_terms(path: Path) -> TermsOnDisk:
    """The packages' side of the terms at a path, of whichever format.

    A folder holds Genius XML, ANL or NegoLog JSON, or one terms file in TOML; a domain file may be
    named instead of the folder that it and its profiles lie in.
    """
    own = _own_file(path)
    if own is not None:
        file = read_terms_file(own)
        return TermsOnDisk(stated_ranges(file), (), file)
    found = read_published(path)
    return TermsOnDisk(known_ranges(found.reading), found.warnings, None)


def read_terms_file(path: Path) -> TermsFile:
    """The terms file at the path, or the only one of its folder."""
    _refuse_absent(path)
    own = _own_file(path)
    if own is None:
        raise UnreadableTerms(
            f"{path.name} is of another format; a terms file ending in .toml was expected, and "
            "nothing was computed"
        )
    try:
        text = own.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableTerms(f"{own.name} is not UTF-8 text; nothing was computed") from error
    return parse_terms_file(text, name=own.name)


def read_published(path: Path) -> FoundTerms:
    """The terms of a folder in one of the published formats."""
    _refuse_absent(path)
    if path.is_file():
        if path.suffix.lower() in {".xml", ".json"}:
            return read_published(path.parent)
        raise UnreadableTerms(
            f"{path.name} is of another format; a folder of Genius XML or ANL or NegoLog JSON, or "
            "a terms file ending in .toml was expected, and nothing was computed"
        )
    xml = _files(path, ".xml")
    if xml:
        return read_genius_xml(xml)
    published = _files(path, ".json")
    if published:
        return read_published_json(published)
    raise NoTerms(f"{path} holds no XML, JSON or TOML file of terms; nothing was computed")


def _refuse_absent(path: Path) -> None:
    if not path.exists():
        raise NoTerms(f"{path} is not there; nothing was computed")


def _own_file(path: Path) -> Path | None:
    if path.is_file():
        return path if path.suffix.lower() == ".toml" else None
    own = sorted(path.glob("*.toml")) if path.is_dir() else []
    if len(own) > 1:
        raise UnreadableTerms(
            f"{path} holds {len(own)} terms files ({', '.join(file.name for file in own)}); name "
            "one of them, for nothing was computed"
        )
    return own[0] if own else None


def _files(folder: Path, suffix: str) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir())
        if file.is_file() and file.suffix.lower() == suffix and not file.name.startswith(".")
    }
