"""Bring the catalogues of the pages' words up to date, or check that they are.

``python scripts/catalogues.py`` takes every text out of the templates, the words of marks and the
advice of errors, and merges them into ``src/wasit/web/locale/*/LC_MESSAGES/wasit.po``: translations
are kept, new texts stand empty (the page shows English there), texts that are gone are dropped.
``--new de`` begins a language. ``--check`` writes nothing and exits 1 where a catalogue is stale.

A translation that no native reader has seen yet is marked ``fuzzy``; take the mark off the texts
you have reviewed.
"""

import importlib
import io
import pkgutil
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import wasit
from wasit.errors import WasitError
from wasit.talks.phrases import ENGLISH

WEB = Path(__file__).resolve().parent.parent / "src" / "wasit" / "web"
LOCALE = WEB / "locale"
METHODS = [("**.html", "jinja2.ext:babel_extract")]
OPTIONS = {
    "**.html": {
        "extensions": "jinja2.ext.i18n,jinja2.ext.do",
        "silent": "false",
        "newstyle_gettext": "true",
        "trimmed": "false",
    }
}


def texts() -> Catalog:
    """Every text that a page can show in the visitor's language."""
    found = Catalog(project="Wasit", fuzzy=False)
    places = extract_from_dir(
        WEB / "templates",
        METHODS,
        OPTIONS,
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    for name, _line, message, comments, context in places:
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    for text in ENGLISH.values():
        found.add(text, locations=[("marks", 0)])
    for text in sorted({error.advice for error in _errors()}):
        found.add(text, locations=[("advice", 0)])
    return found


def merged(path: Path, template: Catalog) -> str:
    """The catalogue at ``path`` with the texts there are now."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        if message.id and message.string:
            message.flags.discard("python-brace-format")
    out = io.BytesIO()
    write_po(out, catalogue, width=100, omit_header=False, sort_output=True, include_lineno=False)
    text = out.getvalue().decode("utf-8")
    return re.sub(r'"(POT-Creation-Date|PO-Revision-Date|Generated-By): [^"]*"\n', "", text)


def _errors() -> list[type[WasitError]]:
    for module in pkgutil.walk_packages(wasit.__path__, "wasit."):
        if not module.name.endswith("__main__") and module.name != "wasit.web.child":
            importlib.import_module(module.name)
    found: list[type[WasitError]] = []
    queue: list[type[WasitError]] = [WasitError]
    while queue:
        error = queue.pop()
        found.append(error)
        queue.extend(error.__subclasses__())
    return found


def main() -> None:
    """Write, begin or check."""
    if "--new" in sys.argv:
        code = sys.argv[sys.argv.index("--new") + 1]
        path = LOCALE / code / "LC_MESSAGES" / "wasit.po"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_po(file, Catalog(locale=code, project="Wasit", fuzzy=False))
    template = texts()
    stale: list[str] = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/wasit.po")):
        text = merged(path, template)
        if text == path.read_text(encoding="utf-8"):
            continue
        stale.append(path.parts[-3])
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        raise SystemExit(f"catalogues are stale: {', '.join(stale)}; run make catalogues")


if __name__ == "__main__":
    main()
