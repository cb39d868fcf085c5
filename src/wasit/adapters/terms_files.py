"""Terms read from disk: which of a folder's files are terms, and of what format."""

from pathlib import Path

from wasit.terms.errors import NoTerms, UnreadableTerms
from wasit.terms.genius_xml import read_genius_xml
from wasit.terms.profiles import FoundTerms
from wasit.terms.published_json import read_published_json


def read_terms(path: Path) -> FoundTerms:
    """The terms of a folder (Genius XML, ANL or NegoLog JSON) or of one terms file in TOML.

    A domain file may be named instead of the folder that it and its profiles lie in.
    """
    if not path.exists():
        raise NoTerms(f"{path} is not there; nothing was computed")
    if path.is_file():
        if path.suffix.lower() in {".xml", ".json"}:
            return read_terms(path.parent)
        raise UnreadableTerms(
            f"{path.name} is of another format; a folder of Genius XML or ANL or NegoLog JSON, or "
            "a terms file ending in .toml was expected, and nothing was computed"
        )
    xml = _files(path, ".xml")
    published = _files(path, ".json")
    if xml:
        return read_genius_xml(xml)
    if published:
        return read_published_json(published)
    raise NoTerms(f"{path} holds no XML, JSON or TOML file of terms; nothing was computed")


def _files(folder: Path, suffix: str) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir())
        if file.is_file() and file.suffix.lower() == suffix and not file.name.startswith(".")
    }
