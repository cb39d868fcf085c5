# ruff: noqa: E501 - tables of words are kept together
"""Who says, who acts, who receives: names, offices, attribution and swapped actors.

Person shift is how words are carried: what "we" said, "they" are told to have said. Roles are
therefore compared by side, the speaker's own (we, our) and the other's (you, they), not by word.
"""

from difflib import SequenceMatcher

from wasit.checks.fidelity.links import Links
from wasit.checks.fidelity.operators import Operator
from wasit.checks.fidelity.reading import Name, Reading
from wasit.checks.fidelity.shapes import ErrorKind, FidelityError, Manner, Span
from wasit.values.names import same_word_name

__all__ = ["compare_actors", "compare_attribution", "compare_names", "side_of"]

_NONE: Span = (0, 0)
_SAY = frozenset({"said", "says", "say", "told", "stated", "states", "announced", "declared", "promised",
    "according", "warned", "proposes", "proposed", "propose", "suggests", "suggested", "suggest", "offers",
    "offered", "offer", "wants", "want", "asks", "asked", "speaking", "spoke", "speaks", "assured",
    "dit", "disent", "declare", "proposent", "affirme", "annonce", "selon", "veut", "offre",
    "dice", "dicen", "dijo", "propone", "proponen", "segun", "afirma", "anuncio", "ofrece", "quiere",
    "قال", "قالت", "يقول", "تقول", "اعلن", "اقترح", "يقترح", "تقترح", "وفقا", "يعرض", "تعرض", "اكد",
    "گفت", "ميگويد", "ميگويند", "اعلام", "پيشنهاد", "طبق", "گفته",
    "сказал", "сказала", "говорит", "говорят", "заявил", "заявила", "предлагает", "предлагают",
    "сообщил", "словам", "предложил", "уточнил", "personal", "instructions", "behalf", "name"})  # fmt: skip
_NEAR = 0.6


def _span(item: Operator | Name) -> Span:
    return item.start, item.end


def _initials(name: Name) -> str:
    return "".join(part[0] for part in name.parts)


def _known(name: Name, other: Reading) -> bool:
    """Whether any part of a name stands in the other text, in whatever spelling."""
    keys = [token.key for token in other.tokens if len(token.key) > 1]
    for part in name.parts:
        if len(part) < 2:
            continue
        if any(part == key or same_word_name(part, key) for key in keys):
            return True
        if any(len(part) > 3 and (key.startswith(part[:4]) or part.startswith(key[:5]))
               for key in keys if len(key) > 3):  # fmt: skip
            return True
    initials = _initials(name)
    return any(initials == key for key in keys) or any(
        _initials(n) == name.parts[0] for n in other.names if len(n.parts) > 1
    )


def _fully_known(name: Name, other: Reading) -> bool:
    keys = {token.key for token in other.tokens}
    return all(
        part in keys or any(same_word_name(part, key) for key in keys) for part in name.parts
    )


def compare_names(a: Reading, b: Reading) -> list[FidelityError]:
    """A name that stands where another stood."""
    across = a.language != b.language
    lost = [n for n in a.names if _tells(n) and not _is_body(a, n) and not _known(n, b)]
    new = [n for n in b.names if _tells(n) and not _is_body(b, n) and not _known(n, a)]
    found: list[FidelityError] = []
    for one, other in zip(lost, new, strict=False):
        if not _near_spelling(one, other) and _same_cue(a, b, one, other):
            why = f"'{a.text[one.start : one.end]}' became '{b.text[other.start : other.end]}'"
            found.append(FidelityError(ErrorKind.NAME, _span(one), _span(other), why))
    if found:
        return found[:2]
    return [] if across else _part_changed(a, b)


def _same_cue(a: Reading, b: Reading, one: Name, other: Name) -> bool:
    """In scripts without capitals a name is told by the word before it; both must share that."""
    if a.language not in ("ar", "fa") and b.language not in ("ar", "fa"):
        return True
    if a.language != b.language:
        return False

    def cue(reading: Reading, name: Name) -> str:
        before = [t.key for t in reading.tokens if t.end <= name.start]
        return before[-1].removeprefix("و")[:6] if before else ""

    concepts = [
        {c for word in reading.content if word.start == name.start for c in word.concepts}
        for reading, name in ((a, one), (b, other))
    ]
    return cue(a, one) == cue(b, other) and not concepts[0] & concepts[1]


def _is_body(reading: Reading, name: Name) -> bool:
    """Whether a name is a body that the operators know in every language (the Red Cross)."""
    return any(o.start < name.end and name.start < o.end for o in reading.family("actor"))


def _tells(name: Name) -> bool:
    """Whether a capital is surely a name's: not a sentence's first word, not one letter."""
    single = name.opens and len(name.parts) == 1 and not name.titled
    return max(len(part) for part in name.parts) > 2 and not single


def _near_spelling(one: Name, other: Name) -> bool:
    """Whether two names are likely one name spelled in two ways."""
    pairs = zip(one.parts, other.parts, strict=False)
    return len(one.parts) == len(other.parts) and all(
        x[:4] == y[:4] or SequenceMatcher(None, x, y, autojunk=False).ratio() >= _NEAR
        for x, y in pairs
    )


def _part_changed(a: Reading, b: Reading) -> list[FidelityError]:
    """A name of several parts, one of which is another: the Red Sea, the Crimson Sea."""
    for one in a.names:
        if len(one.parts) < 2 or _fully_known(one, b):
            continue
        for other in b.names:
            if len(other.parts) != len(one.parts) or _fully_known(other, a):
                continue
            same = sum(
                x == y or same_word_name(x, y) for x, y in zip(one.parts, other.parts, strict=True)
            )
            if same == len(one.parts) - 1:
                why = f"'{a.text[one.start : one.end]}' became '{b.text[other.start : other.end]}'"
                return [FidelityError(ErrorKind.NAME, _span(one), _span(other), why)]
    return []


def _speaks(reading: Reading, operator: Operator) -> bool:
    near = reading.tokens[max(operator.first - 4, 0) : operator.last + 6]
    return any(token.key in _SAY for token in near)


def compare_attribution(
    a: Reading, b: Reading, links: Links, manner: Manner
) -> list[FidelityError]:
    """Speaker, capacity and origin: an office changed, a capacity lost, an idea given an owner."""
    found = _offices(a, b)
    first, second = a.family("att"), b.family("att")
    ours, theirs = {o.value for o in first}, {o.value for o in second}
    if manner is Manner.OWN_IDEA:
        return found + _origin_told(a, b)
    capacities = {"personal", "official"}
    gone = [o for o in first if o.value in capacities and o.value not in theirs]
    new = [o for o in second if o.value in capacities and o.value not in ours]
    if "personal" in ours & theirs:
        gone = new = []
    gone = [o for o in gone if _of_speech(a, o)]
    new = [o for o in new if _of_speech(b, o)]
    if not gone:
        new = [o for o in new if o.value == "personal"]
    if gone:
        spans = _span(gone[0]), _span(new[0]) if new else _NONE
        found.append(
            FidelityError(ErrorKind.ATTRIBUTION, *spans, "the capacity it was said in changed")
        )
    elif new and links.close >= _CLOSE:
        found.append(
            FidelityError(ErrorKind.ATTRIBUTION, _NONE, _span(new[0]), "a capacity was added")
        )
    mine = next((o for o in second if o.value == "mine"), None)
    if mine is not None and "mine" not in ours:
        found.append(
            FidelityError(ErrorKind.ATTRIBUTION, _NONE, _span(mine), "told as the mediator's own")
        )
    if links.close < _CLOSE:
        return found
    hearsay = next((o for o in first if o.value == "hearsay"), None)
    if hearsay is not None and "hearsay" not in theirs:
        if not _says(b) and not _source_leads(a, links, hearsay):
            found.append(
                FidelityError(
                    ErrorKind.ATTRIBUTION, _span(hearsay), _NONE, "whose word it is, is gone"
                )
            )
    elif hearsay is None and "hearsay" in theirs and not _says(a):
        other = next(o for o in second if o.value == "hearsay")
        found.append(FidelityError(ErrorKind.ATTRIBUTION, _NONE, _span(other), "now only hearsay"))
    return found


def _source_leads(a: Reading, links: Links, hearsay: Operator) -> bool:
    """ "According to the register" told as "the register puts it": the source is what acts."""
    source = [n for n, c in enumerate(a.content) if c.index > hearsay.last][:_SOURCE]
    return any(m < _SOURCE + 1 for n in source for m in links.one.get(n, ()))


_SOURCE = 2


def _says(reading: Reading) -> bool:
    """Whether a text tells who says or asks it, in whatever words."""
    if any(token.key in _SAY for token in reading.tokens):
        return True
    return any(c.things & {"say_tell", "ask_request", "think_hold"} for c in reading.content)


_BY_ONESELF = frozenset({"personally", "personnellement", "personalmente", "شخصيا", "شخصا", "лично",
    "officially", "formally", "officiellement", "oficialmente", "رسميا", "رسما", "официально"})  # fmt: skip
_THINK = frozenset({"believe", "believes", "think", "thinks", "believed", "croit", "pense", "cree", "piensa",
    "يعتقد", "يري", "считает", "думает", "would", "accept", "speaking", "i", "opinion", "view"})  # fmt: skip


def _of_speech(reading: Reading, operator: Operator) -> bool:
    """Whether a capacity is that of speaking: "will travel personally" is none."""
    if reading.tokens[operator.first].key not in _BY_ONESELF or operator.words > 1:
        return True
    near = reading.tokens[max(operator.first - 5, 0) : operator.last + 6]
    return any(token.key in _SAY | _THINK for token in near)


def _origin_told(a: Reading, b: Reading) -> list[FidelityError]:
    """In a mediator's own idea nothing may say whose idea it was."""
    theirs = next((o for o in b.family("att") if o.value == "theirs"), None)
    if theirs is not None and not any(o.value == "mine" for o in b.family("att")):
        return [
            FidelityError(ErrorKind.ATTRIBUTION, _NONE, _span(theirs), "the idea's owner is told")
        ]
    told = [o for o in (*b.family("actor"), *b.family("office")) if _proposes(b, o)]
    if told:
        return [
            FidelityError(ErrorKind.ATTRIBUTION, _NONE, _span(told[0]), "the idea's owner is told")
        ]
    del a
    return []


def _proposes(reading: Reading, operator: Operator) -> bool:
    following = reading.tokens[operator.last + 1 : operator.last + 4]
    before = reading.tokens[max(operator.first - 2, 0) : operator.first]
    lead = {"according", "selon", "segun", "وفق", "وفقا", "از"}
    return any(t.key in _SAY for t in following) or any(t.key in lead for t in before)


def _offices(a: Reading, b: Reading) -> list[FidelityError]:
    first, second = a.family("office"), b.family("office")
    gone = [o for o in first if o.value not in {p.value for p in second}]
    new = [o for o in second if o.value not in {p.value for p in first}]
    if not gone or not new:
        return []
    spoken = _speaks(a, gone[0]) and gone[0].first < 4
    kind = ErrorKind.ATTRIBUTION if spoken else ErrorKind.NAME
    why = f"'{a.text[gone[0].start : gone[0].end]}' became '{b.text[new[0].start : new[0].end]}'"
    return [FidelityError(kind, _span(gone[0]), _span(new[0]), why)]


_SELF = frozenset({"we", "i", "us", "me", "our", "ours", "my", "nous", "notre", "nos", "je", "mon", "ma",
    "mes", "nosotros", "nuestro", "nuestra", "nuestros", "nuestras", "мы", "нас", "нам", "наш", "наша",
    "наши", "наших", "нашей", "нашего", "я", "мой", "мне"})  # fmt: skip
_YOU = frozenset({"you", "your", "yours", "vous", "votre", "vos", "ustedes", "usted", "vuestro", "vuestra",
    "вы", "вас", "вам", "ваш", "ваша", "ваши", "ваших", "вашей", "вашего"})  # fmt: skip
_THIRD = frozenset({"they", "them", "their", "theirs", "he", "she", "him", "her", "his", "hers", "ils",
    "elles", "leur", "leurs", "eux", "il", "elle", "son", "sa", "ses", "ellos", "ellas", "su", "sus", "el",
    "ella", "они", "их", "им", "ими", "он", "она", "его", "ее", "ему", "ей"})  # fmt: skip
_CLOSE = 0.7
_REPLACED = 0.55
_MARGIN, _NEAR_EQUAL = 0.02, 0.8
_MARK = "@"
_KIN = (
    {"mother", "grandparents"},
    {"father", "grandparents"},
    {"father", "parents"},
    {"mother", "parents"},
)


def compare_actors(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Actor and receiver that changed places, or another actor in the same place."""
    return _pronouns(a, b, links) or _named_actors(a, b, links) or _crossed(a, b, links)


def side_of(key: str) -> str:
    """Whose side a pronoun stands for: the speaker's own, the one addressed, a third."""
    if key in _SELF:
        return "self"
    if key in _YOU:
        return "you"
    return "third" if key in _THIRD else ""


def _pronouns(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """ "Our fault" told as "your fault": the speaker's own side became the one addressed.

    Only where the texts are nearly equal, and only where the conveyed words call the speaker's
    side "they" elsewhere or the original did not speak of "you".
    """
    if a.language != b.language or links.close < _CLOSE:
        return []
    ours = [side_of(t.key) or t.key for t in a.tokens]
    theirs = [side_of(t.key) or t.key for t in b.tokens]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "replace" or i2 - i1 != j2 - j1:
            continue
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            one, other = ours[i], theirs[j]
            if one == "self" and other == "you":
                spans = (a.tokens[i].start, a.tokens[i].end), (b.tokens[j].start, b.tokens[j].end)
                return [FidelityError(ErrorKind.ACTOR_SWAP, *spans, "another side stands here")]
    return []


def _named_actors(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    first, second = a.family("actor"), b.family("actor")
    order_a, order_b = _order(first), _order(second)
    gone = [o for o in first if o.value not in order_b]
    new = [o for o in second if o.value not in order_a]
    if gone and new and a.language == b.language and links.close >= _REPLACED:
        if any({gone[0].value, new[0].value} == pair for pair in _KIN):
            return []
        kept = [v for v in order_a if v in order_b]
        if kept or len(order_a) == len(order_b):
            spans = _span(gone[0]), _span(new[0])
            return [FidelityError(ErrorKind.ACTOR_SWAP, *spans, "another actor stands here")]
    return []


def _order(operators: list[Operator]) -> list[str]:
    return list(dict.fromkeys(o.value for o in operators))


def _passive(reading: Reading) -> int:
    return sum(token.key in ("by", "par", "por", "توسط", "قبل", "سوى") for token in reading.tokens)


def _crossed(a: Reading, b: Reading, links: Links) -> list[FidelityError]:
    """Two names or actors in each other's place: the texts are more alike with them exchanged."""
    if a.language != b.language or _passive(a) != _passive(b) or links.close < _CLOSE:
        return []
    ours, theirs = _labels(a), _labels(b)
    shared = [label for label in dict.fromkeys(ours) if label.startswith(_MARK) and label in theirs]
    if len(shared) < 2:
        return []
    plain = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    for n, one in enumerate(shared):
        for other in shared[n + 1 :]:
            exchange = {one: other, other: one}
            turned = [exchange.get(label, label) for label in theirs]
            alike = SequenceMatcher(None, ours, turned, autojunk=False).ratio()
            if alike > plain + _MARGIN and alike >= _NEAR_EQUAL:
                return [_exchanged(a, b, one, other)]
    return []


def _labels(reading: Reading) -> list[str]:
    """The words of a text, names and actors marked, persons brought to one form."""
    marked = {t: o.value for o in reading.family("actor") for t in range(o.first, o.last + 1)}
    for name in reading.names:
        for index, token in enumerate(reading.tokens):
            if name.start <= token.start < name.end:
                marked[index] = name.parts[-1]
    return [
        _MARK + marked[index] if index in marked else side_of(token.key) or token.key
        for index, token in enumerate(reading.tokens)
    ]


def _exchanged(a: Reading, b: Reading, one: str, other: str) -> FidelityError:
    def place(reading: Reading, label: str) -> Span:
        index = _labels(reading).index(label)
        return reading.tokens[index].start, reading.tokens[index].end

    spans = place(a, one), place(b, other)
    return FidelityError(ErrorKind.ACTOR_SWAP, *spans, "two of those named changed places")
