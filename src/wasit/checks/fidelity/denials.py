# ruff: noqa: E501 - tables of words are kept together
"""What denies in a text: "not" in any use, words that deny by themselves, denials taken back.

Negations are those left after conditions and bounds have used up theirs. Soft words ("refuse", "out
of the question") and faint ones ("stays", "only") make up for a "not" that the other text lost.
"""

from collections.abc import Iterable

from wasit.checks.fidelity.bearing import mods_of
from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Reading
from wasit.values.stems import stem

__all__ = [
    "DENYING",
    "RAW_NOTS",
    "denied_places",
    "denies",
    "denying",
    "faint_of",
    "makes_up",
    "more_denied",
    "negations_of",
    "nots",
    "once_each",
    "places",
    "plain_denials",
    "raw_nots",
    "spare_of",
    "taken_back",
]

_NEARLY_EQUAL = 0.85

_DOUBLING, _DOUBLED = frozenset({"es", "ru", "fa", "fr"}), 5
_NOBODIES = frozenset({"nadie", "nada", "nunca", "jamas", "ningun", "ninguno", "ninguna", "ni", "никто",
    "никого", "никому", "ничего", "никогда", "никакой", "никаких", "ни", "هيچ", "هيچكس", "هرگز",
    "personne", "rien", "aucun", "aucune", "jamais", "tampoco"})  # fmt: skip
DENYING = frozenset({"even_if", "unless", "only_if", "not_before"})


def spare_of(reading: Reading) -> int:
    """Conditions that deny by themselves and may have taken a negation in."""
    return sum(o.value in DENYING for o in reading.family("cond"))


RAW_NOTS = frozenset({"not", "n't", "never", "cannot", "no", "without", "none", "nobody", "nothing",
    "nor", "neither", "won't", "don't", "isn't", "aren't", "wasn't", "didn't", "doesn't", "can't"})  # fmt: skip


def raw_nots(reading: Reading) -> list[int]:
    return [i for i, token in enumerate(reading.tokens) if token.key in RAW_NOTS]


def makes_up(reading: Reading, other: Reading) -> bool:
    """Whether a text has a word that denies and that the other has not."""
    one, two = (negations_of(r)[1] | faint_of(r) for r in (reading, other))
    only = "only" in reading.values("quant") - other.values("quant")
    return only or bool(one - two)


def denies(reading: Reading, index: int) -> bool:
    """Whether a token denies, by a "not" even inside a condition or by a word that denies."""
    if index in reading.denials or reading.tokens[index].key in RAW_NOTS:
        return True
    return any(
        o.first <= index <= o.last
        for o in reading.operators
        if o.family == "neg" or (o.family, o.value) in _HARDLY
    )


_HARDLY = frozenset({("quant", "few"), ("quant", "not_all"), ("mod", "reject")})


def nots(reading: Reading) -> set[int]:
    """Tokens that say "not" in any use, those of contrasts and fixed phrases too."""
    found = {*reading.denials, *(c.at for c in reading.contrasts)}
    return found | {i for i, t in enumerate(reading.tokens) if t.key == "not"}


def taken_back(reading: Reading) -> dict[str, Operator]:
    """Denials taken back ("not against", "do not refuse"), by the stem of what is denied."""
    hard = [o for o in reading.family("neg") if o.value == "hard"]
    phrases = [o for o in mods_of(reading) if o.words > 1 and o.value in ("willing", "possible")]
    found: dict[str, Operator] = {}
    for soft in reading.family("neg"):
        if soft.value != "soft":
            continue
        taken = any(o.first < soft.first <= o.last for o in phrases)
        near = any(0 < soft.first - o.last <= 2 or 0 < o.first - soft.last <= 1 for o in hard)
        if taken or near:
            found[stem(reading.tokens[soft.last].key, reading.language)] = soft
    return found


def plain_denials(reading: Reading) -> dict[str, Operator]:
    back = taken_back(reading)
    every = {
        stem(reading.tokens[o.last].key, reading.language): o
        for o in reading.family("neg")
        if o.value == "soft"
    }
    return {root: o for root, o in every.items() if root not in back}


def more_denied(a: Reading, b: Reading, links: Links) -> int:
    """How many more places deny in the first text, by whatever words.

    In texts told nearly alike only a "not" counts; in others a "not" may have become a condition,
    a bound, an exception or a word that denies.
    """
    if links.close >= _NEARLY_EQUAL and a.language == b.language:
        more = denied_places(a) - denied_places(b)
        return more if more * (len(a.denials) - len(b.denials)) > 0 else 0
    return places(denying(a, b)) - places(denying(b, a))


_TOGETHER = 3


def places(indexes: Iterable[int]) -> int:
    """How many places those are, words close together being one."""
    count, before = 0, -_TOGETHER - 1
    for at in sorted(indexes):
        count += at - before > _TOGETHER
        before = at
    return count


def denied_places(reading: Reading) -> int:
    """How many things a text denies by a "not"; two words of one denial count once."""
    if reading.language == "en":
        return sum(reading.tokens[at].key != "nor" for at in reading.denials)
    return places(reading.denials)


_TURNED_IFS = frozenset({"if", "si", "اذا", "ان", "اگر", "если", "until", "before", "hasta", "antes", "avant", "до",
    "пока", "قبل", "پيش", "تا"})  # fmt: skip
"""Words of conditions that deny only by a "not", which is counted by itself."""


def denying(reading: Reading, other: Reading) -> set[int]:
    """The tokens that deny in any way: not, without, refuse, stays, unless, only, few.

    A word that the other text has as well makes up for nothing.
    """
    back = [s.first for s in taken_back(reading).values()]
    found = {at for at in reading.denials if not any(0 < s - at <= 2 for s in back)}
    found |= {c.at for c in reading.contrasts}
    theirs = {t.key for t in other.tokens}
    for o in reading.operators:
        soft = o.family == "neg" and reading.tokens[o.last].key not in theirs
        strict = o.family == "cond" and o.value in DENYING
        strict = strict and reading.tokens[o.first].key not in _TURNED_IFS
        amount = o.family == "quant" and o.value in ("only", "few", "not_all")
        if soft or strict or amount or (o.family, o.value) in _HARDLY:
            found.add(o.last)
    return found


def once_each(reading: Reading, hard: list[Operator]) -> int:
    """How many things are denied: "no ... nadie", "никто не" deny one thing in two words."""
    if reading.language not in _DOUBLING:
        return len(hard)
    count = 0
    for index, one in enumerate(hard):
        before = hard[index - 1] if index else None
        near = before is not None and one.first - before.last <= _DOUBLED
        both = near and before is not None and _doubles(reading, before, one)
        count += not both
    return count


def _doubles(reading: Reading, one: Operator, other: Operator) -> bool:
    return any(reading.tokens[o.first].key in _NOBODIES for o in (one, other))


def faint_of(reading: Reading) -> set[str]:
    """Stems of words that in other surroundings deny nothing: "stays" for "does not leave"."""
    return {
        stem(reading.tokens[o.last].key, reading.language)
        for o in reading.family("neg")
        if o.value == "faint"
    }


def negations_of(reading: Reading) -> tuple[list[Operator], set[str]]:
    """The hard negations of a text, and the stems of soft ones; denials taken back are neither."""
    every = reading.family("neg")
    back = list(taken_back(reading).values())
    hard = [
        o
        for o in every
        if o.value == "hard"
        and not any(0 < s.first - o.last <= 2 or 0 < o.first - s.last <= 1 for s in back)
    ]
    soft = set(plain_denials(reading))
    hard += [o for o in reading.family("quant") if o.value == "not_all"]
    return sorted(hard, key=lambda o: o.first), soft
