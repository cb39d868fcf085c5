"""Running the console blocks of a page: commands by machine, and what they are shown to print.

A command stands after ``machine$``; the lines below it are what a person sees. Three dots stand for
lines left out. What differs from run to run (ids, times, links, words to compare) is bound to what
came where the page first shows it, and is put into the commands that follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_PROMPT = re.compile(r"^([a-z]+)\$ (.*)$")
_TYPED = re.compile(r"^(Invitation link: |The six words .*: |(?:Send this|Do it)\? \[y/N\]: )(.*)$")
_HEX = "[0-9a-f]{6,64}"
_KINDS = (
    r"https?://[^\s\",]+",
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    rf"\b{_HEX}\b",
    r"\b[bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz]\b",
)
_VARIABLE = re.compile("|".join(f"({kind})" for kind in _KINDS))


@dataclass(frozen=True)
class Step:
    """One command of a page, and the lines shown below it."""

    machine: str
    command: str
    shown: tuple[str, ...]

    @property
    def typed(self) -> list[str]:
        """What the person answers to the prompts shown, in order."""
        return [match[2] for line in self.shown if (match := _TYPED.match(line))]


@dataclass
class Bound:
    """What the page's own ids, times, links and words stand for in this run."""

    by_page: dict[str, str] = field(default_factory=dict[str, str])

    def put_into(self, text: str) -> str:
        """``text`` with everything bound replaced, short beginnings of ids included."""
        return _VARIABLE.sub(lambda match: self._one(match[0]), text)

    def match(self, shown: str, printed: str) -> None:
        """Hold one printed line against the shown one, and bind what is new in it."""
        pattern, last = "", 0
        names: list[str] = []
        for found in _VARIABLE.finditer(shown):
            kind = next(kind for kind, text in zip(_KINDS, found.groups(), strict=True) if text)
            pattern += re.escape(shown[last : found.start()]) + f"({kind})"
            names.append(found[0])
            last = found.end()
        matched = re.fullmatch(pattern + re.escape(shown[last:]), printed)
        assert matched, f"shown:   {shown!r}\nprinted: {printed!r}"
        for name, value in zip(names, matched.groups(), strict=True):
            assert self.by_page.setdefault(name, value) == value, f"{name} was another before"

    def _one(self, name: str) -> str:
        if name in self.by_page:
            return self.by_page[name]
        longer = [value for key, value in self.by_page.items() if key.startswith(name)]
        if re.fullmatch(_HEX, name) and len(set(longer)) == 1:
            return longer[0][: len(name)]
        return name


def steps_of(page: Path) -> Iterator[Step]:
    """Every command of a page's console blocks, in order."""
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        lines: list[str] = block.splitlines()
        at = [place for place, line in enumerate(lines) if _PROMPT.match(line)]
        assert at, f"{page.name}: a console block without a command"
        assert at[0] == 0, f"{page.name}: a console block begins with output"
        for start, end in zip(at, [*at[1:], len(lines)], strict=True):
            prompt = _PROMPT.match(lines[start])
            assert prompt is not None
            yield Step(prompt[1], prompt[2], tuple(lines[start + 1 : end]))


def hold_to(shown: tuple[str, ...], printed: list[str], bound: Bound) -> None:
    """Hold what was printed against what is shown; ``...`` may stand first or last, or both."""
    lines = [_TYPED.sub(r"\1", line).rstrip() for line in shown]
    heads = [_TYPED.sub(r"\1", line).rstrip() for line in printed]
    if lines and lines[0] == "...":
        lines = lines[1:]
        wanted = [line for line in lines if line != "..."]
        heads = heads[len(heads) - len(wanted) :] if lines == wanted else heads
    if lines and lines[-1] == "...":
        lines = lines[:-1]
        heads = heads[: len(lines)]
    assert len(lines) == len(heads), f"shown {lines}\nprinted {heads}"
    for line, head in zip(lines, heads, strict=True):
        bound.match(line, head)
