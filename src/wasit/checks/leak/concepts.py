"""Concepts of negotiation, and where a text touches them, in any of the six languages.

Theory of operation. ``concepts.toml`` names each concept in each language by forms: words, word
beginnings (``resign*``) and short phrases with a gap (``lay .. off``). A ``Lexicon`` keeps, per
language, the forms under their first word or beginning; finding is one walk over the words of the
text. Arabic clitics and Persian verb prefixes are taken off before looking, so one form serves
all inflections. Two texts in different languages that touch the same concepts say related things:
that is all the guard claims of them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from wasit.errors import BadInput
from wasit.values.folding import fold_word
from wasit.values.languages import LANGUAGES, Language

__all__ = [
    "Concept",
    "ConceptsUnreadable",
    "Lexicon",
    "Touch",
    "matters_lexicon",
    "read_lexicon",
    "shipped_lexicon",
]

_MATTERS = ("concepts.toml",)
_SHIPPED = (*_MATTERS, "things.toml")
_GAP = ".."
_GAP_WORDS = 3
_SHORTEST_REST = 3
_LONGEST_BEGINNING = 16
_CLITICS = ("وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وس", "س", "و", "ف", "ب", "ل")
_PERSONS = "تنا"
_VERB_PREFIXES = ("نمي", "مي", "نمى", "ب", "ن")


class ConceptsUnreadable(BadInput):
    """A concept file is not of the documented shape."""

    code = "concepts-unreadable"
    advice = "Compare the file with the shipped list's head; nothing was checked with it."


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept's name and how much touching it tells (0 to 3).

    The words of a ``thing`` tell as much as any word does where one language is compared.
    """

    name: str
    tells: int
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Touch:
    """A concept touched by words ``first`` to ``last`` (both included) of a text."""

    concept: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Form:
    concept: str
    steps: tuple[str, ...]


@dataclass(slots=True)
class _Forms:
    """One language's forms by exact first word, and by the beginning of the first word."""

    exact: dict[str, list[_Form]] = field(default_factory=dict[str, list[_Form]])
    beginning: dict[str, list[_Form]] = field(default_factory=dict[str, list[_Form]])

    def add(self, form: _Form) -> None:
        head = form.steps[0]
        if "*" in head:
            self.beginning.setdefault(head[: head.index("*")], []).append(form)
        else:
            self.exact.setdefault(head, []).append(form)

    def starting(self, word: str) -> list[_Form]:
        found = list(self.exact.get(word, ()))
        for length in range(2, min(len(word), _LONGEST_BEGINNING) + 1):
            forms = self.beginning.get(word[:length], ())
            found.extend(form for form in forms if _fits(form.steps[0], word))
        return found


def _fits(step: str, word: str) -> bool:
    head, star, tail = step.partition("*")
    if not star:
        return word == step
    return word.startswith(head) and word.endswith(tail) and len(word) >= len(head) + len(tail)


@lru_cache(maxsize=32768)
def _looks(word: str, language: Language) -> tuple[str, ...]:
    """The word, and the word with what its language may have stuck before it taken off."""
    if language == "ar":
        prefixes = _CLITICS
    elif language == "fa":
        prefixes = _VERB_PREFIXES
    else:
        return (word,)
    cut = [word[len(p) :] for p in prefixes if word.startswith(p)]
    cut = [rest for rest in cut if len(rest) >= _SHORTEST_REST]
    if language == "ar":
        cut += ["ي" + each[1:] for each in (word, *cut) if each[0] in _PERSONS and len(each) > 3]
    return tuple(dict.fromkeys((word, *cut)))


class Lexicon:
    """Concepts with their forms, ready for finding."""

    def __init__(self) -> None:
        self.concepts: dict[str, Concept] = {}
        self._forms: dict[Language, _Forms] = {language: _Forms() for language in LANGUAGES}
        self._near: dict[str, set[str]] = {}
        self._spoken: set[tuple[str, Language]] = set()

    def tells(self, concept: str) -> int:
        """How much touching the concept gives away, 0 to 3."""
        return self.concepts[concept].tells

    def has_forms(self, concept: str, language: Language) -> bool:
        """Whether the concept can be found in texts of the language."""
        return (concept, language) in self._spoken

    def near(self, concept: str) -> frozenset[str]:
        """Concepts told in the same words as this one, itself left out."""
        return frozenset(self._near.get(concept, ()))

    def extend(self, document: Mapping[str, object], *, source: str) -> None:
        """Add the concepts of a parsed concept file; forms of a known concept are added to it."""
        for name, value in document.items():
            if not isinstance(value, dict):
                raise ConceptsUnreadable(
                    f"{source}: [{name}] is not a table; expected a concept with `tells` and forms"
                )
            table = cast("dict[str, object]", value)
            if name == "near":
                self._add_groups(table, source=source)
            else:
                self._add_concept(name, table, source=source)

    def _add_groups(self, table: dict[str, object], *, source: str) -> None:
        groups = table.get("groups")
        if not isinstance(groups, list):
            raise ConceptsUnreadable(f"{source}: near.groups is not a list of strings")
        for group in cast("list[object]", groups):
            names = [name.strip() for name in str(group).split(",")]
            for name in names:
                self._near.setdefault(name, set()).update(n for n in names if n != name)

    def _add_concept(self, name: str, table: dict[str, object], *, source: str) -> None:
        known = self.concepts.get(name)
        tells = table.get("tells", known.tells if known else 2)
        if not isinstance(tells, int) or not 0 <= tells <= 3:
            raise ConceptsUnreadable(f"{source}: [{name}] tells = {tells!r}; expected 0 to 3")
        thing = table.get("thing", known.thing if known else False)
        self.concepts[name] = Concept(name, tells, thing is True)
        for key, value in table.items():
            if key in ("tells", "thing"):
                continue
            if key not in LANGUAGES or not isinstance(value, str):
                raise ConceptsUnreadable(
                    f"{source}: [{name}] has {key!r}; expected tells or one of {LANGUAGES}"
                )
            for written in value.split(","):
                self._add_form(name, key, written)

    def _add_form(self, name: str, language: Language, written: str) -> None:
        pieces = written.replace("'", " ").replace("’", " ").replace("-", " ").split()
        steps = [piece if piece == _GAP else fold_word(piece) for piece in pieces]
        steps = [step for step in steps if step]
        if not steps or steps[0] in (_GAP, "*"):
            return
        self._spoken.add((name, language))
        self._forms[language].add(_Form(name, tuple(steps)))
        if language == "fa" and len(steps) > 1 and _GAP not in steps:
            self._forms[language].add(_Form(name, ("".join(steps),)))

    def touches(self, words: Sequence[str], language: Language) -> tuple[Touch, ...]:
        """Every concept the folded words touch, the longest form of a concept at each place."""
        forms = self._forms[language]
        looks = [_looks(word, language) for word in words]
        best: dict[tuple[str, int], int] = {}
        for at, forms_of_word in enumerate(looks):
            for word in forms_of_word:
                for form in forms.starting(word):
                    last = _end(form.steps, looks, at)
                    if last is not None:
                        key = (form.concept, at)
                        best[key] = max(best.get(key, at), last)
        return tuple(Touch(concept, at, last) for (concept, at), last in sorted(best.items()))


def _end(steps: tuple[str, ...], looks: Sequence[tuple[str, ...]], at: int) -> int | None:
    """Index of the last word of a form whose first word stands at ``at``, or None."""
    reach = 0
    for step in steps[1:]:
        if step == _GAP:
            reach = _GAP_WORDS
            continue
        for ahead in range(at + 1, min(at + 2 + reach, len(looks))):
            if any(_fits(step, word) for word in looks[ahead]):
                at = ahead
                break
        else:
            return None
        reach = 0
    return at


def read_lexicon(*paths: Path) -> Lexicon:
    """The shipped concepts extended by the concept files at ``paths``, in order."""
    lexicon = _fresh(_SHIPPED)
    for path in paths:
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConceptsUnreadable(f"{path}: {error}; expected a TOML concept file") from error
        lexicon.extend(document, source=str(path))
    return lexicon


def _fresh(names: Sequence[str]) -> Lexicon:
    lexicon = Lexicon()
    for name in names:
        text = files("wasit.checks.leak").joinpath(name).read_text(encoding="utf-8")
        lexicon.extend(tomllib.loads(text), source=name)
    return lexicon


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The shipped concepts. Read once; callers do not extend it (``read_lexicon`` does)."""
    return _fresh(_SHIPPED)


@lru_cache(maxsize=1)
def matters_lexicon() -> Lexicon:
    """The shipped matters of negotiation, without everyday things: what fidelity compares by.

    That two texts speak of one everyday thing tells a guard what they are about, and says nothing
    of whether one still means what the other does.
    """
    return _fresh(_MATTERS)
