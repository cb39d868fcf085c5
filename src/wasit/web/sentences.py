"""Splitting what was typed into sentences, each to have a mark of its own.

The author sees the split before anything is said, and can undo it: a line is never joined to
another, and an abbreviation before a small letter or a figure does not end a sentence.
"""

import re
from collections.abc import Iterator

__all__ = ["sentences_in"]

_END = re.compile(r"(?<=[.!?؟۔…])[\"'”»)\]]*(\s+)(?=[^\W\d_a-zà-öø-ÿа-я])")


def sentences_in(text: str) -> list[str]:
    """The sentences of a text, in order, without blanks around them.

    >>> sentences_in("We agree. Not before the 5th.\\nAsk them, e.g. about water.")
    ['We agree.', 'Not before the 5th.', 'Ask them, e.g. about water.']
    >>> sentences_in("They said 'not now.' We wait (until May.) Then we ask.")
    ["They said 'not now.'", 'We wait (until May.)', 'Then we ask.']
    """
    found = [piece.strip() for line in text.splitlines() for piece in _pieces(line)]
    return [piece for piece in found if piece]


def _pieces(line: str) -> Iterator[str]:
    begun = 0
    for end in _END.finditer(line):
        yield line[begun : end.start(1)]
        begun = end.end(1)
    yield line[begun:]
