"""A person told by initials: "B. Haas", "M.A.", "a certain C.".

Two initials in the order of a name, or one with the whole surname, name the person as the name
does. One capital letter with a full stop is less: it is asked about where the statement names
somebody whom it fits.
"""

import re
from collections.abc import Iterator

from wasit.checks.leak.reading import Reading
from wasit.values.names import Mention

__all__ = ["initialled"]

_INITIALS = re.compile(r"(?<![^\W_.])((?:[A-ZÀ-ÞА-ЯЁ]\.[ \u00a0]?){1,3})(?![^\W\d_])")
_SMALL = 2


def initialled(draft: Reading, names: tuple[Mention, ...]) -> Iterator[tuple[int, int, bool]]:
    """First and last term of initials that fit a name, and whether they surely do."""
    for match in _INITIALS.finditer(draft.text):
        letters = [c.lower() for c in match.group() if c.isalpha()]
        for name in names:
            parts = [p for p in name.parts if p]
            if len(parts) < _SMALL and len(letters) > 1:
                continue
            if letters == [p[0] for p in parts[-len(letters) :]] or (
                len(letters) == 1 and letters[0] in (parts[0][0], parts[-1][0])
            ):
                first = draft.term_at(match.start())
                yield first, draft.term_at(match.end() - 2), len(letters) > 1
                break
