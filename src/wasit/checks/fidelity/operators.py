"""Where a text says if, not, may, all, first, north: its operators, from one table.

``operators.txt`` lists, for six languages, the phrases of each operator as ``family value``. A
phrase is one or more folded words; ``*`` stands for any ending, ``..`` for one or two words that
may stand between, ``=word`` for a word that must be written exactly so. Within a family the
longest phrase at a place wins. Between families a longer phrase uses up what a shorter one would
misread: "not until" is a condition and no negation, "no objection" is no refusal.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from wasit.values import Language, Token, TokenKind, fold_word

__all__ = ["Operator", "operators_of"]

_GAP = ".."
_GAP_WORDS = 2
_LONGEST_BEGINNING = 14
_USING_UP = frozenset({"skip", "cond", "mod", "quant", "scope", "bound"})
_USED_UP = frozenset({"neg", "quant", "mod", "seq", "cond", "scope", "att", "bound"})
_ARABIC_PREFIXES = ("وال", "بال", "فال", "لل", "ال", "ول", "وب", "فل", "و", "ف", "ب", "ل", "ك", "س")
_ELIDED = {"que": "qu", "de": "d", "si": "s"}
_FRENCH_CUES = frozenset({"pas", "jamais", "rien", "aucun", "aucune", "guere", "personne", "nul"})


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator at ``text[start:end]``, made of tokens ``first`` to ``last``."""

    family: str
    value: str
    start: int
    end: int
    first: int
    last: int
    words: int = 1


@dataclass(frozen=True, slots=True)
class _Form:
    family: str
    value: str
    steps: tuple[str, ...]


class _Forms:
    """One language's phrases, by their first word or its beginning."""

    def __init__(self) -> None:
        self.exact: dict[str, list[_Form]] = {}
        self.beginning: dict[str, list[_Form]] = {}
        self.raw: dict[str, list[_Form]] = {}

    def add(self, form: _Form) -> None:
        head = form.steps[0]
        if head.startswith("="):
            self.raw.setdefault(head[1:], []).append(form)
        elif "*" in head:
            self.beginning.setdefault(head[: head.index("*")], []).append(form)
        else:
            self.exact.setdefault(head, []).append(form)

    def at(self, key: str, raw: str) -> list[_Form]:
        found = list(self.exact.get(key, ()))
        found.extend(self.raw.get(raw, ()))
        for length in range(1, min(len(key), _LONGEST_BEGINNING) + 1):
            found.extend(f for f in self.beginning.get(key[:length], ()) if _fits(f.steps[0], key))
        return found


def _fits(step: str, key: str) -> bool:
    head, star, tail = step.partition("*")
    return key == step if not star else key.startswith(head) and key.endswith(tail)


def _fold_step(step: str) -> str:
    if step.startswith("="):
        return step
    head, star, tail = step.partition("*")
    return fold_word(head) + star + fold_word(tail)


@cache
def _forms(language: Language) -> _Forms:
    forms = _Forms()
    table = Path(__file__).with_name("operators.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        head, *parts = line.split("|")
        family, value = head.split()
        for part in parts:
            spoken, _, phrases = part.strip().partition(":")
            if spoken != language:
                continue
            for phrase in phrases.split(","):
                steps = tuple(_fold_step(step) for step in phrase.replace("-", " - ").split())
                if steps and steps[0] != _GAP:
                    forms.add(_Form(family, value, steps))
                    if language == "fr" and steps[-1] in _ELIDED:
                        forms.add(_Form(family, value, (*steps[:-1], _ELIDED[steps[-1]])))
    return forms


@lru_cache(maxsize=32768)
def _looks(key: str, language: Language) -> tuple[str, ...]:
    """The word, and in Arabic the word without what may be joined before it."""
    if language != "ar":
        return (key,)
    cut = [key[len(p) :] for p in _ARABIC_PREFIXES if key.startswith(p) and len(key) - len(p) > 2]
    led = [key[1:]] if key[:1] in ("و", "ف") and len(key) == 3 else []
    return tuple(dict.fromkeys((key, *led, *cut)))


def _step_at(tokens: tuple[Token, ...], index: int, step: str, language: Language) -> bool:
    if step.startswith("="):
        return tokens[index].text.lower() == step[1:]
    return any(_fits(step, look) for look in _looks(tokens[index].key, language))


def _end(
    steps: tuple[str, ...], tokens: tuple[Token, ...], at: int, language: Language
) -> tuple[int, int] | None:
    """Index of a phrase's last word when its first stands at ``at``, and its count of words."""
    reach, taken = 0, 1
    for step in steps[1:]:
        if step == _GAP:
            reach += _GAP_WORDS
            continue
        for ahead in range(at + 1, min(at + 2 + reach, len(tokens))):
            if tokens[ahead].kind is TokenKind.SIGN and tokens[ahead].key in ".;!?؟؛":
                return None
            if _step_at(tokens, ahead, step, language):
                at, taken = ahead, taken + 1
                break
        else:
            return None
        reach = 0
    return at, taken


def _all_matches(tokens: tuple[Token, ...], language: Language) -> list[Operator]:
    forms = _forms(language)
    best: dict[tuple[str, int], Operator] = {}
    for index, token in enumerate(tokens):
        for look in _looks(token.key, language):
            for form in forms.at(look, token.text.lower()):
                reached = _end(form.steps, tokens, index, language)
                if reached is None:
                    continue
                last, taken = reached
                place = ("faint" if form.value == "faint" else form.family, index)
                known = best.get(place)
                if known is None or (taken, last) > (known.words, known.last):
                    best[place] = Operator(
                        form.family, form.value, token.start, tokens[last].end, index, last, taken
                    )
    return sorted(best.values(), key=lambda o: (o.first, -o.words))


def _longest(matches: list[Operator]) -> list[Operator]:
    """Within one family, drop what lies inside a phrase of more words."""
    kept: list[Operator] = []
    for one in sorted(matches, key=lambda o: (-o.words, o.last - o.first, o.first)):
        if all(one.last < other.first or other.last < one.first for other in kept):
            kept.append(one)
    return kept


def _french_negations(tokens: tuple[Token, ...]) -> list[Operator]:
    """ "ne ... que" says only; "ne" alone with no cue after it says nothing."""
    found: list[Operator] = []
    for index, token in enumerate(tokens):
        if token.key not in ("ne", "n"):
            continue
        window = range(index + 1, min(index + 7, len(tokens)))
        cue = next((i for i in window if tokens[i].key in _FRENCH_CUES), None)
        que = next((i for i in window if tokens[i].key in ("que", "qu")), None)
        plus = next((i for i in window if tokens[i].key == "plus"), None)
        if cue is None and plus is not None and (que is None or plus < que):
            found.append(_made("neg", "hard", tokens, index, plus))
        elif cue is None and que is not None:
            found.append(_made("quant", "only", tokens, index, que))
    return found


def _made(family: str, value: str, tokens: tuple[Token, ...], first: int, last: int) -> Operator:
    return Operator(family, value, tokens[first].start, tokens[last].end, first, last, 2)


def operators_of(tokens: tuple[Token, ...], language: Language) -> tuple[Operator, ...]:
    """Every operator of a text, in order, after longer phrases have used up shorter ones."""
    by_family: dict[str, list[Operator]] = {}
    for match in _all_matches(tokens, language):
        group = match.value if match.value in ("soft", "faint") else match.family
        by_family.setdefault(group, []).append(match)
    if language == "fr":
        for match in _french_negations(tokens):
            by_family.setdefault(match.family, []).append(match)
    kept = {family: _longest(matches) for family, matches in by_family.items()}
    using = [o for family in _USING_UP for o in kept.get(family, ())]
    found: list[Operator] = []
    for family, matches in kept.items():
        for match in matches:
            if family in _USED_UP and any(_uses_up(other, match) for other in using):
                continue
            if family != "skip":
                found.append(match)
    return tuple(sorted(found, key=lambda o: (o.first, o.family)))


def _uses_up(other: Operator, match: Operator) -> bool:
    if other is match or other.family == match.family:
        return False
    inside = other.first <= match.first and match.last <= other.last
    if other.family == "skip":
        return inside
    if other.words > match.words:
        return inside and other.last - other.first <= match.last - match.first + other.words + 4
    return False
