"""Write the generated parts of the documents, or check that they are up to date.

``python scripts/docs.py`` writes; ``--check`` changes nothing and exits 1 where a page is stale.
Generated today: ``docs/errors.md``, the table of every stable error code.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

import wasit
from wasit.errors import WasitError

ROOT = Path(__file__).resolve().parent.parent

HEAD = """# Error codes

Made by `make docs` from the error classes; do not edit. Every error says what was seen, what was
expected and what did not happen; the code never changes its meaning.

| code | exit | what happened | what to do |
| --- | --- | --- | --- |
"""


def error_classes() -> list[type[WasitError]]:
    """Every error class in the house, by code."""
    for module in pkgutil.walk_packages(wasit.__path__, "wasit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[str, type[WasitError]] = {}
    queue: list[type[WasitError]] = [WasitError]
    while queue:
        error = queue.pop()
        other = found.setdefault(error.code, error)
        if other is not error and not issubclass(error, other):
            raise SystemExit(f"two errors share the code {error.code}: {other}, {error}")
        queue.extend(error.__subclasses__())
    return [found[code] for code in sorted(found)]


def error_table() -> str:
    """The text of ``docs/errors.md``."""
    rows = [
        f"| `{error.code}` | {error.exit_code} | {(error.__doc__ or '').strip().splitlines()[0]} "
        f"| {error.advice} |"
        for error in error_classes()
    ]
    return HEAD + "\n".join(rows) + "\n"


def main() -> int:
    """Write or check each generated page; 1 where one is stale."""
    pages = {ROOT / "docs" / "errors.md": error_table()}
    check = "--check" in sys.argv
    stale = 0
    for path, text in pages.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{path.relative_to(ROOT)} is stale: run make docs", file=sys.stderr)
            stale = 1
        else:
            path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
