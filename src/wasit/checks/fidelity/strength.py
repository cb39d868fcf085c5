# ruff: noqa: E501 - tables of words are kept together
"""Negation and strength of commitment compared.

Negations are counted after conditions and bounds have used up theirs; a word that denies by itself
("refuse", "out of the question") makes up for a lost "not". Strength is compared by groups of
words that promise alike; a group that vanished while a stronger or weaker one appeared is a
change, and so is a hedge that vanished or appeared alone.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Content, Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Manner, Span
from wasit.values.stems import stem

__all__ = ["bears_on_known", "compare_modality", "compare_negation", "with_next"]

_NONE: Span = (0, 0)
_NEAR, _SLOT, _WIDE, _BEHIND = 4, 3, 8, 5
_NEARLY_EQUAL = 0.85
_TOLD, _MANY = 0.36, 5
_ALIKE_ENOUGH = 0.75
_LOOSE, _HALF, _REWORDED, _CLOSE = 0.36, 0.5, 0.6, 0.7
_DOUBLING, _DOUBLED = frozenset({"es", "ru", "fa", "fr"}), 5
_NOBODIES = frozenset({"nadie", "nada", "nunca", "jamas", "ningun", "ninguno", "ninguna", "ni", "никто",
    "никого", "никому", "ничего", "никогда", "никакой", "никаких", "ни", "هيچ", "هيچكس", "هرگز",
    "personne", "rien", "aucun", "aucune", "jamais", "tampoco"})  # fmt: skip
_DENYING = frozenset({"even_if", "unless", "only_if", "not_before"})
_SOFT = frozenset({"possible", "consider", "advise", "request", "willing", "intend"})
_COULD = frozenset({"could", "can", "could live with", "can live with", "pourrait", "pourraient",
    "podría", "podrían", "могли бы", "мог бы", "able to", "يمكن", "can accept", "could accept",
    "en mesure de", "en condiciones de", "pourrais", "pourrions", "podríamos"})  # fmt: skip
_ACCEPTABLE = frozenset(
    {"fine", "suits", "suit", "acceptable", "aceptable", "مقبول", "приемлемо", "قابلقبول"}
)
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"commit", "ready"}),
    frozenset({"willing", "ready"}),
    frozenset({"oblige", "demand"}),
    frozenset({"possible", "willing"}),
    frozenset({"permit", "possible"}),
    frozenset({"permit", "willing"}),
    frozenset({"permit", "commit"}),
    frozenset({"commit", "oblige"}),
    frozenset({"intend", "request"}),
    frozenset({"request", "advise"}),
    frozenset({"willing", "request"}),
    frozenset({"commit", "done"}),
)
_LOUD = ("possible", "consider", "intend", "willing", "advise", "note", "welcome", "request",
         "demand", "reserve", "reject")  # fmt: skip
_HEDGES = frozenset({"possible", "consider", "note"})
_QUIET_WORDS = frozenset({"can", "want", "wants", "back", "hear", "heard", "received", "receive",
    "support", "register", "note", "notes", "better", "see", "would", "'d", "plan", "claim", "offer",
    "offers", "may be able", "able to", "is ready", "discuss", "discussed", "claims", "seek", "seeks",
    "wish", "require", "requires", "pueden", "puede", "poder", "peut", "peuvent", "pouvoir", "может",
    "могут", "можно", "يمكن", "discuter", "discutir", "want to", "wants to"})  # fmt: skip
_PAST_SAY = frozenset({"said", "told", "indicated", "stated", "added", "promised", "made", "dit", "dijo",
    "dijeron", "informed", "conveyed", "declared", "assured", "reported", "asked", "confirmed", "let",
    "disaient", "dijeran", "passed", "says", "say", "agreed", "pledged", "undertook", "dicen"})  # fmt: skip


def _span(operator: Operator) -> Span:
    return operator.start, operator.end


def with_next(reading: Reading, operator: Operator) -> Span:
    """An operator with the content word it bears on."""
    following = next((c for c in reading.content if c.index > operator.last), None)
    if following is None or following.index - operator.last > 3:
        return _span(operator)
    return operator.start, following.end


def bears_on_known(operator: Operator, reading: Reading, table: dict[int, tuple[int, ...]]) -> bool:
    """Whether a word beside an operator has a match: else its whole clause is at stake."""
    following = next((n for n, c in enumerate(reading.content) if c.index > operator.last), None)
    known = following is not None and following in table
    if following is None or reading.content[following].index - operator.last > _NEAR:
        known = True
    if reading.language == "fa":
        before = [n for n, c in enumerate(reading.content) if c.index <= operator.first]
        known = known or (bool(before) and before[-1] in table)
    return known


def _spare(reading: Reading) -> int:
    """Conditions that deny by themselves and may have taken a negation in."""
    return sum(o.value in _DENYING for o in reading.family("cond"))


def compare_negation(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A "not" that was lost or added, with nothing that makes up for it."""
    return (
        _only_edit(a, b)
        or _cancelled_one(a, b)
        or _persian_verb(a, b)
        or _not_only(a, b)
        or _refusals_taken_back(a, b, links)
        or _by_prefix(a, b)
        or _in_one_slot(a, b, links)
        or _counted(a, b, links)
        or _before_denied(a, b, links)
    )


_RAW_NOTS = frozenset({"not", "n't", "never", "cannot", "no", "without", "none", "nobody", "nothing",
    "nor", "neither", "won't", "don't", "isn't", "aren't", "wasn't", "didn't", "doesn't", "can't"})  # fmt: skip
_PREFIXES: dict[str, tuple[str, ...]] = {
    "en": ("un", "im", "ir", "il"),
    "fr": ("in", "im", "ir", "il", "non"),
    "es": ("in", "im", "ir", "des"),
    "ru": ("не",),
    "fa": ("نا", "غير"),
}
_ROOT = 5


def _by_prefix(a: Reading, b: Reading) -> list[FidelityError]:
    """ "Unacceptable" told as "acceptable", or the other way round, and no "not" making up."""
    if a.language != b.language or len(_negations(a)[0]) != len(_negations(b)[0]):
        return []
    keys_a, keys_b = {t.key for t in a.tokens}, {t.key for t in b.tokens}
    for x, mine, theirs in ((a, keys_a, keys_b), (b, keys_b, keys_a)):
        y = b if x is a else a
        for token in x.tokens:
            root = _without_prefix(token.key, x.language)
            if not root or root not in theirs or root in mine or token.key in theirs:
                continue
            fellow = next(t for t in y.tokens if t.key == root)
            spans = (token.start, token.end), (fellow.start, fellow.end)
            one, other = spans if x is a else spans[::-1]
            why = f"'{a.text[slice(*one)]}' became '{b.text[slice(*other)]}'"
            return [FidelityError(ErrorKind.NEGATION, one, other, why)]
    return []


def _without_prefix(key: str, language: str) -> str:
    for prefix in _PREFIXES.get(language, ()):
        if key.startswith(prefix) and len(key) - len(prefix) >= _ROOT:
            return key[len(prefix) :]
    return ""


def _in_one_slot(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A denial right before a word that the other text tells without any denial near it."""
    if a.language != b.language or links.close < _HALF:
        return []
    one = _denied_here_only(a, b, links)
    if one is not None:
        spans = with_next(a, one), _verb_in(a, b, one)
        return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
    other = _denied_here_only(b, a, links.turned())
    if other is None:
        return []
    spans = _verb_in(b, a, other), with_next(b, other)
    return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]


def _denied_here_only(x: Reading, y: Reading, links: Links) -> Operator | None:
    """A denial of a word that ``y`` has by the same stem, in a clause where nothing denies."""
    mine = [o for o in _negations(x)[0] if o.family == "neg"]
    if len(mine) <= sum(o.value == "hard" for o in y.family("neg")):
        return None
    if _denied_places(x) <= _denied_places(y):
        return None
    if _spare(y) > _spare(x) or "only" in y.values("quant"):
        return None
    for each in mine:
        at = _denied_word(x, links, each)
        if at is None:
            continue
        there = _told_there(x, y, links, at)
        if there is None:
            continue
        theirs = {t.key for t in x.tokens} - _RAW_NOTS
        bypassed = _same_row(links, at) and len(y.contrasts) <= len(x.contrasts)
        if _more_denied(x, y, links) <= 0 and not bypassed:
            continue
        if not any(
            _denies(y, i) for i in _clause_around(y, there.index) if y.tokens[i].key not in theirs
        ):
            return each
    return None


def _before_denied(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """ "Had not met it before they came" told as "had met it before they came"."""
    if a.language != "en" or b.language != "en" or links.close < _HALF:
        return []
    ours, theirs = _raw_nots(a), _raw_nots(b)
    times = [[o for o in r.family("cond") if o.value in _TIMES] for r in (a, b)]
    if abs(len(ours) - len(theirs)) != 1 or [len(each) for each in times] != [1, 1]:
        return []
    lost = len(ours) > len(theirs)
    x, y = (a, b) if lost else (b, a)
    strict = times[0 if lost else 1][0].value == "not_before"
    if not strict or times[1 if lost else 0][0].value == "not_before" or _makes_up(y, x):
        return []
    token = x.tokens[(ours if lost else theirs)[-1]]
    place = token.start, token.end
    if lost:
        return [FidelityError(ErrorKind.NEGATION, place, _NONE, "a negation is gone")]
    return [FidelityError(ErrorKind.NEGATION, _NONE, place, "a negation was added")]


_TIMES = frozenset({"until", "before", "not_before"})


def _raw_nots(reading: Reading) -> list[int]:
    return [i for i, token in enumerate(reading.tokens) if token.key in _RAW_NOTS]


def _makes_up(reading: Reading, other: Reading) -> bool:
    """Whether a text has a word that denies and that the other has not."""
    one, two = (_negations(r)[1] | _faint(r) for r in (reading, other))
    only = "only" in reading.values("quant") - other.values("quant")
    return only or bool(one - two)


def _denied_word(x: Reading, links: Links, denial: Operator) -> int | None:
    """The word a denial bears on: the next, or the one behind it where the next is untold."""
    ahead = [n for n, c in enumerate(x.content) if c.index > denial.last][:2]
    if not ahead or x.content[ahead[0]].index - denial.last > _SLOT:
        return None
    if ahead[0] not in links.single and len(ahead) > 1:
        between = range(x.content[ahead[0]].index, x.content[ahead[1]].index)
        parted = len(between) > _SLOT or any(x.tokens[i].key in _ENDS for i in between)
        return ahead[0] if parted else ahead[1]
    return ahead[0]


def _same_row(links: Links, at: int) -> bool:
    """Whether the words on both sides of one are told on both sides of its match."""
    there = next(iter(links.single.get(at, ())), None)
    sides = [links.single.get(at + step, (None,))[0] for step in (-1, 1)]
    if there is None or sides[0] is None or sides[1] is None:
        return False
    return 0 < there - sides[0] <= _ROW and 0 < sides[1] - there <= _ROW


_ROW = 2


def _told_there(x: Reading, y: Reading, links: Links, at: int) -> Content | None:
    """The word of ``y`` that surely tells a word of ``x``: by its stem, or with its neighbour."""
    there = next((n for n in links.single.get(at, ())), None)
    if there is None:
        return None
    one, other = x.content[at].stem, y.content[there].stem
    if one == other or (one[:_BEGINNING] == other[:_BEGINNING] and len(one) >= _BEGINNING):
        return y.content[there]
    near = {m for n in (at - 1, at + 1) for m in links.single.get(n, ())}
    beside = any(0 < abs(m - there) <= 1 for m in near)
    return y.content[there] if beside and x.language != "en" else None


_BEGINNING = 5


def _clause_around(reading: Reading, index: int) -> range:
    """The tokens around one, from the sign before it to the sign behind it."""
    first = index
    while first > 0 and index - first < _WIDE and reading.tokens[first - 1].key not in _ENDS:
        first -= 1
    last = index
    while last < len(reading.tokens) - 1 and last - index < _BEHIND:
        if reading.tokens[last + 1].key in _ENDS:
            break
        last += 1
    return range(first, last + 1)


_ENDS = frozenset(",،.;:!?؟؛()—–")


def _denies(reading: Reading, index: int) -> bool:
    """Whether a token denies, by a "not" even inside a condition or by a word that denies."""
    if index in reading.denials or reading.tokens[index].key in _RAW_NOTS:
        return True
    return any(
        o.first <= index <= o.last
        for o in reading.operators
        if o.family == "neg" or (o.family, o.value) in _HARDLY
    )


_HARDLY = frozenset({("quant", "few"), ("quant", "not_all"), ("mod", "reject")})


def _only_edit(a: Reading, b: Reading) -> list[FidelityError]:
    """A "not" put in or taken out of words that are otherwise told in one row."""
    if a.language != b.language or len(_nots(a)) == len(_nots(b)):
        return []
    ours, theirs = ([t.key for t in r.tokens] for r in (a, b))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < _IN_ONE_ROW:
        return []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "delete" and i2 - i1 == 1 and i1 in _nots(a):
            where = _token(a, i1)
            spans = with_next(a, where), _verb_in(a, b, where)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
        if tag == "insert" and j2 - j1 == 1 and j1 in _nots(b):
            where = _token(b, j1)
            spans = _verb_in(b, a, where), with_next(b, where)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]
    return []


_IN_ONE_ROW = 0.8


def _nots(reading: Reading) -> set[int]:
    """Tokens that say "not" in any use, those of contrasts and fixed phrases too."""
    found = {*reading.denials, *(c.at for c in reading.contrasts)}
    return found | {i for i, t in enumerate(reading.tokens) if t.key == "not"}


def _token(reading: Reading, at: int) -> Operator:
    token = reading.tokens[at]
    return Operator("neg", "hard", token.start, token.end, at, at)


def _not_only(a: Reading, b: Reading) -> list[FidelityError]:
    """ "The only one" told as "not only one", or the other way round."""
    places = [_phrase(r, "not", "only") for r in (a, b)]
    only = [next((o for o in r.family("quant") if o.value == "only"), None) for r in (a, b)]
    if places[0] is None and places[1] is not None and only[0] is not None:
        return [FidelityError(ErrorKind.NEGATION, _span(only[0]), places[1], "now not only")]
    if places[1] is None and places[0] is not None and only[1] is not None:
        return [FidelityError(ErrorKind.NEGATION, places[0], _span(only[1]), "no longer not only")]
    return []


def _phrase(reading: Reading, one: str, other: str) -> Span | None:
    """Where two words stand side by side."""
    for first, second in pairwise(reading.tokens):
        if first.key == one and second.key == other:
            return first.start, second.end
    return None


_PERSIAN_NOT = "ن"


def _persian_verb(a: Reading, b: Reading) -> list[FidelityError]:
    """A Persian verb with its "not" in front, told without it: "نپذیرفته", "پذیرفته"."""
    if a.language != "fa" or b.language != "fa" or _places(a.denials) == _places(b.denials):
        return []
    lost = _places(a.denials) > _places(b.denials)
    x, y = (a, b) if lost else (b, a)
    for at in x.denials:
        key = x.tokens[at].key
        plain = key.removeprefix(_PERSIAN_NOT)
        if plain == key or len(plain) < _BEGINNING:
            continue
        there = next((t for t in y.tokens if t.key.startswith(plain[: _BEGINNING + 1])), None)
        if there is None or any(t.key == plain for t in x.tokens):
            continue
        spans = (x.tokens[at].start, x.tokens[at].end), (there.start, there.end)
        if lost:
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
        return [FidelityError(ErrorKind.NEGATION, *spans[::-1], "a negation was added")]
    return []


def _cancelled(reading: Reading) -> dict[str, Operator]:
    """Denials taken back ("not against", "do not refuse"), by the stem of what is denied."""
    hard = [o for o in reading.family("neg") if o.value == "hard"]
    phrases = [o for o in _mods(reading) if o.words > 1 and o.value in ("willing", "possible")]
    found: dict[str, Operator] = {}
    for soft in reading.family("neg"):
        if soft.value != "soft":
            continue
        taken = any(o.first < soft.first <= o.last for o in phrases)
        near = any(0 < soft.first - o.last <= 2 or 0 < o.first - soft.last <= 1 for o in hard)
        if taken or near:
            found[stem(reading.tokens[soft.last].key, reading.language)] = soft
    return found


def _plain_denials(reading: Reading) -> dict[str, Operator]:
    back = _cancelled(reading)
    every = {
        stem(reading.tokens[o.last].key, reading.language): o
        for o in reading.family("neg")
        if o.value == "soft"
    }
    return {root: o for root, o in every.items() if root not in back}


def _cancelled_one(a: Reading, b: Reading) -> list[FidelityError]:
    """ "Not against" told as "against", or the other way round."""
    if a.language != b.language:
        return []
    for root, one in _cancelled(a).items():
        other = _plain_denials(b).get(root)
        if other is not None and not _cancelled(b):
            spans = (max(one.start - 4, 0), one.end), _span(other)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation is gone")]
    for root, other in _cancelled(b).items():
        one = _plain_denials(a).get(root)
        if one is not None and not _cancelled(a):
            spans = _span(one), (max(other.start - 4, 0), other.end)
            return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]
    return []


_REFUSALS = ("refus", "reject", "declin", "den", "oppos", "object", "prevent", "block", "inhib", "hind", "imped",
    "forb", "prohib", "exclu", "rul", "rechaz", "nieg", "neg", "rejet", "interd", "empech", "отказ", "отверг",
    "отклон", "запрет", "возраж", "против", "رفض", "منع", "عارض", "رد", "مخالف")  # fmt: skip


def _refusals_taken_back(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """A word that denies in one text, and in the other one like it that is taken back."""
    if links.close < _HALF or len(_negations(a)[0]) != len(_negations(b)[0]):
        return []
    plain = [
        {root: o for root, o in _plain_denials(r).items() if root.startswith(_REFUSALS)}
        for r in (a, b)
    ]
    back = [_cancelled(r) for r in (a, b)]
    if [len(p) for p in plain] == [1, 0] and [len(c) for c in back] == [0, 1]:
        spans = _span(*plain[0].values()), _span(*back[1].values())
        return [FidelityError(ErrorKind.NEGATION, *spans, "a refusal is taken back")]
    if [len(p) for p in plain] == [0, 1] and [len(c) for c in back] == [1, 0]:
        spans = _span(*back[0].values()), _span(*plain[1].values())
        return [FidelityError(ErrorKind.NEGATION, *spans, "a refusal is no longer taken back")]
    return []


def _counted(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Negations counted: more or fewer than before, nothing else making up for the difference."""
    if links.close < _LOOSE and a.language == b.language:
        return []
    hard_a, soft_a = _negations(a)
    hard_b, soft_b = _negations(b)
    lost = _once_each(a, hard_a) - _once_each(b, hard_b)
    if lost * _more_denied(a, b, links) <= 0:
        return []
    if links.close < _ALIKE_ENOUGH:
        soft_a, soft_b = soft_a | _faint(a), soft_b | _faint(b)
    gained_soft = len(soft_b - soft_a) - len(soft_a - soft_b)
    if lost > 0 and gained_soft + max(_spare(b) - _spare(a), 0) < lost:
        where = _unmatched(hard_a, hard_b, a, b)
        if links.close < _CLOSE and "all" in b.values("quant") - a.values("quant"):
            return []
        if not _surely(a, b, links, where):
            return []
        spans = with_next(a, where), _verb_in(a, b, where)
        amount = _amount_instead(a, b) or where.value == "not_all"
        kind = ErrorKind.QUANTIFIER if amount else ErrorKind.NEGATION
        return [FidelityError(kind, *spans, "a negation is gone")]
    if lost < 0 and max(_spare(a) - _spare(b), 0) - gained_soft < -lost:
        where = _unmatched(hard_b, hard_a, b, a)
        if links.close < _CLOSE and "all" in a.values("quant") - b.values("quant"):
            return []
        if not _surely(b, a, links.turned(), where):
            return []
        spans = _verb_in(b, a, where), with_next(b, where)
        return [FidelityError(ErrorKind.NEGATION, *spans, "a negation was added")]
    return []


def _more_denied(a: Reading, b: Reading, links: Links) -> int:
    """How many more places deny in the first text, by whatever words.

    In texts told nearly alike only a "not" counts; in others a "not" may have become a condition,
    a bound, an exception or a word that denies.
    """
    if links.close >= _NEARLY_EQUAL and a.language == b.language:
        more = _denied_places(a) - _denied_places(b)
        return more if more * (len(a.denials) - len(b.denials)) > 0 else 0
    return _places(_denying(a, b)) - _places(_denying(b, a))


_TOGETHER = 3


def _places(indexes: Iterable[int]) -> int:
    """How many places those are, words close together being one."""
    count, before = 0, -_TOGETHER - 1
    for at in sorted(indexes):
        count += at - before > _TOGETHER
        before = at
    return count


def _denied_places(reading: Reading) -> int:
    """How many things a text denies by a "not"; two words of one denial count once."""
    if reading.language == "en":
        return sum(reading.tokens[at].key != "nor" for at in reading.denials)
    return _places(reading.denials)


def _denying(reading: Reading, other: Reading) -> set[int]:
    """The tokens that deny in any way: not, without, refuse, stays, unless, only, few.

    A word that the other text has as well makes up for nothing.
    """
    back = [s.first for s in _cancelled(reading).values()]
    found = {at for at in reading.denials if not any(0 < s - at <= 2 for s in back)}
    found |= {c.at for c in reading.contrasts}
    theirs = {t.key for t in other.tokens}
    for o in reading.operators:
        soft = o.family == "neg" and reading.tokens[o.last].key not in theirs
        strict = o.family == "cond" and o.value in _DENYING
        amount = o.family == "quant" and o.value in ("only", "few", "not_all")
        if soft or strict or amount or (o.family, o.value) in _HARDLY:
            found.add(o.last)
    return found


def _surely(x: Reading, y: Reading, links: Links, where: Operator) -> bool:
    """Whether a negation can be called lost: the word it bears on is told, or nearly all is.

    In other words throughout, "will not budge" is "stands firm": the denied word has no match and
    the denial needs none.
    """
    if links.close >= _TOLD and len(links.single) >= _MANY:
        return True
    english = x.language == y.language == "en" and links.close >= _LIKE_NEWS
    if english and len(links.single) >= _SOME and not _denying(y, x):
        return True
    if links.close < _NEARLY_EQUAL and _made_up_for(x, y):
        return False
    if links.close >= _CLOSE:
        return True
    if x.language != y.language and links.close < _LOOSE:
        return False
    return bears_on_known(where, x, links.single)


_LIKE_NEWS, _SOME = 0.4, 3


def _made_up_for(x: Reading, y: Reading) -> bool:
    """Whether the other text gained what denies in another way: only, unless, stays, refuses."""
    strict = {o.value for o in y.family("cond")} - {o.value for o in x.family("cond")}
    if strict & {"unless", "only_if", "not_before"}:
        return True
    if "only" in y.values("quant") - x.values("quant"):
        return True
    return bool((_faint(y) | _negations(y)[1]) - (_faint(x) | _negations(x)[1]))


def _once_each(reading: Reading, hard: list[Operator]) -> int:
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


def _faint(reading: Reading) -> set[str]:
    """Stems of words that in other surroundings deny nothing: "stays" for "does not leave"."""
    return {
        stem(reading.tokens[o.last].key, reading.language)
        for o in reading.family("neg")
        if o.value == "faint"
    }


def _negations(reading: Reading) -> tuple[list[Operator], set[str]]:
    """The hard negations of a text, and the stems of soft ones; denials taken back are neither."""
    every = reading.family("neg")
    back = list(_cancelled(reading).values())
    hard = [
        o
        for o in every
        if o.value == "hard"
        and not any(0 < s.first - o.last <= 2 or 0 < o.first - s.last <= 1 for s in back)
    ]
    soft = set(_plain_denials(reading))
    hard += [o for o in reading.family("quant") if o.value == "not_all"]
    return sorted(hard, key=lambda o: o.first), soft


def _amount_instead(a: Reading, b: Reading) -> bool:
    """Whether "no" was replaced by "some", "all" or "most"."""
    return bool({"some", "all", "most", "few", "many"} & (b.values("quant") - a.values("quant")))


def _unmatched(more: list[Operator], fewer: list[Operator], x: Reading, y: Reading) -> Operator:
    """Which of the negations has no fellow beside the same word in the other text."""

    def beside(reading: Reading, o: Operator) -> str:
        return next((c.stem for c in reading.content if c.index > o.last), "")

    known = {beside(y, o) for o in fewer}
    return next((o for o in more if beside(x, o) not in known), more[-1])


def _verb_in(x: Reading, y: Reading, where: Operator) -> Span:
    """The word the negation bore on, found in the other text."""
    target = next((c for c in x.content if c.index > where.last), None)
    if target is None:
        return _NONE
    for content in y.content:
        if content.stem == target.stem or content.concepts & target.concepts:
            return content.start, content.end
    return _NONE


def _alike(one: str, other: str) -> bool:
    if "reported" in (one, other):
        return {one, other} & {"commit", "willing", "ready", "reported", "oblige"} != set()
    return one == other or any({one, other} <= group for group in _ALIKE)


def _mods(reading: Reading) -> list[Operator]:
    return [
        o for o in reading.operators if o.family in ("mod", "tense") and not _forbids(reading, o)
    ]


def _forbids(reading: Reading, operator: Operator) -> bool:
    """ "May not" forbids, "not able to" denies; neither is a hedge."""
    if operator.value not in ("possible", "willing", "commit", "intend", "request", "consider"):
        return False
    following = reading.tokens[operator.last + 1 : operator.last + 2]
    if _word(reading, operator) == "may" and bool(following) and following[0].key == "not":
        return True
    if any(0 < operator.first - at <= _SLOT - 1 for at in reading.denials):
        return True
    behind = range(operator.last + 1, operator.last + _BEHIND + 1)
    return reading.language == "fa" and any(at in behind for at in reading.denials)


def _promised(reading: Reading, mods: list[Operator], *, past: bool, manner: Manner) -> set[str]:
    """The strengths a text has, with those its manner and tense make equal."""
    values = {o.value for o in mods}
    denied = any(o.value == "hard" for o in reading.family("neg"))
    if (past or manner is Manner.OWN_IDEA) and values & {"commit", "willing"}:
        values.add("ready")
    if any(o.value == "willing" and _not_against(reading, o) for o in mods):
        values |= {"commit", "ready", "welcome"}
    if denied and "reject" in values:
        values |= {"willing", "commit"}
    if denied and "possible" in values:
        values |= {"oblige", "commit"}
    return values


_NOT_AGAINST = re.compile(r"\b(?:not|no|nothing|n't|ne|rien|pas|nada|не|ничего|لا|مانع|بدون)\b")


def _not_against(reading: Reading, operator: Operator) -> bool:
    """Whether readiness is said by a denial ("would not object"): it accepts as much as "yes"."""
    return bool(_NOT_AGAINST.search(_word(reading, operator)))


def compare_modality(a: Reading, b: Reading, links: Links, manner: Manner) -> list[FidelityError]:
    """A commitment that became weaker or stronger."""
    mods_a, mods_b = _mods(a), _mods(b)
    past = a.language == b.language == "en" and any(t.key in _PAST_SAY for t in b.tokens)
    values_a = _promised(a, mods_a, past=past, manner=manner)
    values_b = _promised(b, mods_b, past=past, manner=manner)
    if len(_negations(a)[0]) > len(_negations(b)[0]):
        values_a.add("reject")
    if len(_negations(b)[0]) > len(_negations(a)[0]):
        values_b.add("reject")
    if any(_word(r, o) in _COULD for r, mods in ((a, mods_a), (b, mods_b)) for o in mods):
        _join(values_a, values_b)
    if links.close < _REWORDED or _either_says(a, b, _ACCEPTABLE):
        _join(values_a, values_b)
    if _either_says(a, b, _ACCEPTABLE) or (_conditional(a) and _conditional(b)):
        for values in (values_a, values_b):
            if values & {"commit", "willing"}:
                values.add("ready")
    weighed = "consider" in values_a | values_b
    accepted = _accepts(a, mods_a) or _accepts(b, mods_b)
    if links.close < _NEARLY_EQUAL and accepted and not weighed:
        for values in (values_a, values_b):
            if values & {"commit", "possible", "permit", "willing", "ready"}:
                values.update(("commit", "possible", "permit", "willing"))
    gone = [o for o in mods_a if not any(_alike(o.value, v) for v in values_b)]
    new = [o for o in mods_b if not any(_alike(o.value, v) for v in values_a)]
    gone = [o for o in gone if not (o.value == "willing" and _not_against(a, o))]
    new = [o for o in new if not (o.value == "willing" and _not_against(b, o))]
    if manner is Manner.OWN_IDEA:
        gone = [o for o in gone if o.value not in _SOFT]
        new = [o for o in new if o.value not in _SOFT]
    noted = _noted(a, b, mods_a, mods_b)
    if noted:
        return noted
    across = a.language != b.language
    replaced = _replaced(a, b, links, gone, new) if across or links.close >= _HALF else []
    if replaced or across:
        return replaced
    if links.close < _CLOSE:
        return _promised_outright(a, b, links, gone) if links.close >= _LOOSE else []
    return _alone(a, b, links, gone, new)


_ACCEPTING = ("accept", "agree", "consent", "acept", "acced", "соглас", "прин", "موافق", "نوافق", "اوافق", "يوافق",
    "نقبل", "يقبل", "قبول", "ميپذير", "موافق", "approv", "aprob", "aprueb")  # fmt: skip


def _noted(
    a: Reading, b: Reading, mods_a: list[Operator], mods_b: list[Operator]
) -> list[FidelityError]:
    """ "Noted the proposal" told as "welcomed the proposal", or the other way round."""
    for one, other in (("note", "welcome"), ("welcome", "note"), ("reserve", "reject")):
        mine = [o for o in mods_a if o.value == one]
        theirs = [o for o in mods_b if o.value == other]
        kept = any(o.value == one for o in mods_b) or any(o.value == other for o in mods_a)
        if mine and theirs and not kept:
            why = f"'{_word(a, mine[0])}' became '{_word(b, theirs[0])}'"
            return [FidelityError(ErrorKind.MODALITY, _span(mine[0]), _span(theirs[0]), why)]
    return []


def _accepts(reading: Reading, mods: list[Operator]) -> bool:
    """Whether a text says yes to what another does: "we accept that they visit", "they may visit"."""
    return any(reading.tokens[o.first].key.startswith(_ACCEPTING) for o in mods)


def _either_says(a: Reading, b: Reading, words: frozenset[str]) -> bool:
    return any(t.key in words for t in (*a.tokens, *b.tokens))


def _conditional(reading: Reading) -> bool:
    """Whether a promise stands under a condition: "will, if" and "is ready to, if" are alike."""
    return any(
        o.value in ("if", "proviso", "only_if", "not_before") for o in reading.family("cond")
    )


def _join(*each: set[str]) -> None:
    """Take "may" and "would be willing" for one strength."""
    for values in each:
        if values & {"possible", "willing"}:
            values.update(("possible", "willing"))


def _same_slot(a: Reading, b: Reading, links: Links, one: Operator, other: Operator) -> bool:
    """Whether two strengths bear on one word: the next, or next but one, after each is matched."""
    if a.language != b.language:
        return True
    ours = [n for n, c in enumerate(a.content) if c.index > one.last][:_SLOT]
    theirs = {n for n, c in enumerate(b.content) if c.index > other.last}
    near = set(sorted(theirs)[:_SLOT])
    return not ours or not near or any(set(links.one.get(n, ())) & near for n in ours)


def _replaced(
    a: Reading, b: Reading, links: Links, gone: list[Operator], new: list[Operator]
) -> list[FidelityError]:
    for one in gone:
        other = next((o for o in new if not _alike(o.value, one.value) and _loud(b, o)), None)
        plain = one.value in ("commit", "oblige")
        if other is not None and not _same_slot(a, b, links, one, other):
            continue
        if other is not None and (plain or _loud(a, one)):
            why = f"'{_word(a, one)}' became '{_word(b, other)}'"
            return [FidelityError(ErrorKind.MODALITY, _span(one), _span(other), why)]
    for other in new:
        one = next((o for o in gone if not _alike(o.value, other.value) and _loud(a, o)), None)
        told = one is not None and other.value in ("commit", "oblige", "done")
        if told and one is not None and _same_slot(a, b, links, one, other):
            why = f"'{_word(a, one)}' became '{_word(b, other)}'"
            return [FidelityError(ErrorKind.MODALITY, _span(one), _span(other), why)]
    return []


def _alone(
    a: Reading, b: Reading, links: Links, gone: list[Operator], new: list[Operator]
) -> list[FidelityError]:
    """A hedge that vanished, or that appeared, with nothing in its place."""
    said = {_word(b, o) for o in b.family("mod")}
    for one in gone:
        if _word(a, one) in said:
            continue
        if one.value in _HEDGES and _loud(a, one) and bears_on_known(one, a, links.one):
            spans = with_next(a, one), _NONE
            return [FidelityError(ErrorKind.MODALITY, *spans, "the hedge is gone")]
    for other in new:
        hedge = other.value in _HEDGES or other.value == "intend"
        if _word(b, other) in {_word(a, o) for o in a.family("mod")}:
            continue
        if hedge and _loud(b, other) and bears_on_known(other, b, links.other):
            spans = _NONE, with_next(b, other)
            return [FidelityError(ErrorKind.MODALITY, *spans, "a hedge was added")]
    return []


_WEIGHS = frozenset(
    {"look_check", "talk_meet", "think_hold", "ask_request", "say_tell", "plan_offer"}
)


def _promised_outright(
    a: Reading, b: Reading, links: Links, gone: list[Operator]
) -> list[FidelityError]:
    """ "Will look at a bonus" told as "will pay a bonus": nothing is weighed any more."""
    if any(o.value in _HEDGES | {"reject", "intend"} for o in _mods(b)):
        return []
    if any(c.things & _WEIGHS for c in b.content):
        return []
    for one in gone:
        if one.value == "consider" and _loud(a, one) and bears_on_known(one, a, links.one):
            spans = with_next(a, one), _NONE
            return [FidelityError(ErrorKind.MODALITY, *spans, "it is no longer only looked at")]
    return []


def _word(reading: Reading, operator: Operator) -> str:
    return reading.text[operator.start : operator.end].lower()


def _loud(reading: Reading, operator: Operator) -> bool:
    """Whether a strength is said by a word that surely says it."""
    if operator.value not in _LOUD or _word(reading, operator) in _QUIET_WORDS:
        return False
    before = reading.tokens[max(operator.first - 1, 0)].key
    return not (operator.first and before in _OWNING and operator.value in ("request", "demand"))


_OWNING = frozenset({"the", "their", "our", "its", "his", "her", "a", "this", "that", "la", "le", "leur", "su", "una",
    "une", "el", "un"})  # fmt: skip
"""Before a noun: "the demand is" tells a request as much as "they ask" does."""
