"""The layers' findings on one draft and one statement, as the statement's mark lets them object.

Thresholds stand at the top of the file of each layer: here those of wording, concepts and origin.
"""

from collections.abc import Iterator, Sequence

from wasit.checks.leak.disguise import spaced_figures
from wasit.checks.leak.drafted import Drafted
from wasit.checks.leak.evidence import Match, densest, total
from wasit.checks.leak.held import Held, Part
from wasit.checks.leak.hints import hints
from wasit.checks.leak.initials import initialled
from wasit.checks.leak.look import (
    SURE,
    Look,
    fact_pairs,
    is_question,
    matched,
    weak_facts,
    without_names,
)
from wasit.checks.leak.naming import is_harmless, named
from wasit.checks.leak.rewards import reward
from wasit.checks.leak.shapes import Hit, Kind, Mark, Strength
from wasit.checks.leak.wording import Run, is_distinctive, is_verbatim, longest_run

__all__ = ["findings"]

_TELLING = 1.0
_ASIDE = 1.3
_POLITE_EXTRA = 0.9
_ASKED_EXTRA = 0.4
_OF_OTHERS = 0.6
_LONE_CONCEPT = 1.2
_SHARE = 0.25
_COVERED = 0.6
_COVERED_WORDS = 3
_FRESH = 0.3
_WHOLE = 0.8
_WHOLE_WORDS = 4
_LEAST_GUISE = 4
_MORE_SPANS = 0.5
_ENOUGH = 2.4
_IDEA = 0.6
_IDEA_ACROSS = 0.5


def findings(drafted: Drafted, held: Held) -> tuple[Hit, ...]:
    """What every layer that the mark lets speak finds of the statement in the draft."""
    look = Look(drafted, held)
    secret = _secrets(look) if any(held.secret) else []
    if held.origin_only:
        found = [*_origin(look), *secret]
    elif held.substance_free:
        found = [*_own_words(look), *_disguised(look), *secret]
    elif held.kept.handling is Mark.IF_OFFER:
        found = [*reward(look), *_facts(look), *_names(look), *_disguised(look), *hints(look)]
    else:
        found = secret
    return tuple(found)


def _secrets(look: Look) -> list[Hit]:
    return [
        *_facts(look),
        *_names(look),
        *_disguised(look),
        *_words(look),
        *hints(look),
    ]


def _facts(look: Look) -> Iterator[Hit]:
    for fact, surety in fact_pairs(look):
        if surety >= SURE:
            first = look.draft.term_at(fact.start)
            last = look.draft.term_at(fact.end - 1)
            kind: Kind = "number" if fact.quantity else "date"
            strength: Strength = "stop" if surety >= 1.0 else "ask"
            yield look.hit_at(kind, look.draft.text[fact.start : fact.end], first, last, strength)


def _names(look: Look) -> Iterator[Hit]:
    index = look.index
    for first, last in named(look.draft, look.held, look.drafted.ledger, index.aliases):
        if not is_harmless(look.draft, look.held, first, index.lexicon):
            yield look.hit("name", first, last, "stop")
    unknown = tuple(name for name in look.held.names if not look.drafted.ledger.knows_name(name))
    for first, last, sure in initialled(look.draft, unknown):
        yield look.hit("name", first, last, "stop" if sure else "ask")


def _disguised(look: Look) -> Iterator[Hit]:
    """Telling words and names of the statement that the draft writes in another guise."""
    reading, ledger = look.held.reading, look.drafted.ledger
    wanted = [part is not Part.INSTRUCTION for part in look.held.parts]
    telling = {
        form
        for at, (t, kept) in enumerate(zip(reading.terms, wanted, strict=True))
        if kept and t.weight >= 1.0 and len(t.text) >= _LEAST_GUISE
        for form in (t.text, t.stem)
        if f"{reading.language}:{t.stem}" not in ledger.known or at in reading.set_apart
    }
    plain = {t.text for t in look.draft.terms}
    stems = {t.stem for t, kept in zip(reading.terms, wanted, strict=True) if kept and t.weight}
    for at, term in enumerate(look.draft.terms):
        hidden = look.draft.folded.is_disguised(term.start, term.end)
        if hidden and term.weight and term.stem in stems:
            yield look.hit("obfuscated", at, at, "stop")
    for guise in look.drafted.guises:
        if guise.word not in telling or guise.word in plain:
            continue
        first, last = look.draft.term_at(guise.start), look.draft.term_at(guise.end - 1)
        span = look.draft.text[guise.start : guise.end]
        yield look.hit_at("obfuscated", span, first, last, "stop")
    for value, start, end in spaced_figures(look.draft):
        if any(f.quantity and f.quantity.value == value for f in look.held.facts):
            first, last = look.draft.term_at(start), look.draft.term_at(end - 1)
            yield look.hit_at("obfuscated", look.draft.text[start:end], first, last, "stop")


def _words(look: Look) -> Iterator[Hit]:
    """The statement's own words, or its matter in other words."""
    open_to_view = without_names(look) if look.drafted.polite else look.held.secret
    run = longest_run(
        look.draft, look.held, open_to_view, look.drafted.ledger, seen=look.drafted.seen
    )
    if run is not None and (is_verbatim(run) or _repeats_whole(look, run)):
        yield look.hit("verbatim", run.first, run.last, "stop")
        return
    found = matched(look, without_names(look))
    found = tuple(m for m in found if not look.named(m.first))
    same_language = look.draft.language == look.held.reading.language
    weak = weak_facts(look)
    worth, needed = _worth_and_need(look, found, weak)
    lone_concept = (
        same_language
        and len(found) == 1
        and _is_of_negotiation(look, found[0].first)
        and worth < _LONE_CONCEPT
    )
    if not (worth >= needed and not lone_concept) and not _covers(look, found):
        return
    kind: Kind = "paraphrase" if same_language else "translation"
    stretch = densest(found) or densest(found, least=0.05) or _weak_place(look)
    if stretch is None:
        return
    yield look.hit(kind, *stretch, "ask")
    for match in found:
        apart = match.last < stretch[0] or match.first > stretch[1]
        if apart and match.worth >= _MORE_SPANS:
            yield look.hit(kind, match.first, match.last, "ask")


def _is_of_negotiation(look: Look, at: int) -> bool:
    """Whether draft term ``at`` touches a concept of negotiation rather than a thing."""
    concepts = look.index.lexicon.concepts
    return any(not concepts[t.concept].thing for t in look.draft.concepts_at.get(at, ()))


def _covers(look: Look, found: Sequence[Match]) -> bool:
    """Whether most words of one of the statement's clauses are in the draft, telling or not."""
    reading, held = look.held.reading, look.held
    for clause in reading.clauses:
        span = range(clause.first, clause.last + 1)
        words = [at for at in span if held.secret[at] and reading.terms[at].weight]
        shared = [m for m in found if m.kept_first in span]
        fresh = any(m.worth >= _FRESH for m in shared)
        if len(shared) >= max(_COVERED_WORDS, _COVERED * len(words)) and fresh:
            return True
    return False


def _repeats_whole(look: Look, run: Run) -> bool:
    """Whether nearly all of the statement is in the run, however plain its words."""
    whole = sum(look.held.secret)
    unseen = not look.drafted.seen.issuperset(range(run.first, run.last + 1))
    return unseen and run.length >= max(_WHOLE_WORDS, _WHOLE * whole)


def _worth_and_need(look: Look, found: Sequence[Match], weak: float) -> tuple[float, float]:
    """What the likeliest sentence of the draft shares, and what it must share to be the secret.

    One telling word is most of a sentence of five words and next to nothing of one of thirty.
    """
    extra = _POLITE_EXTRA if look.drafted.polite else 0.0
    best = (0.0, _TELLING)
    for sentence in look.draft.sentences:
        span = range(sentence.first, sentence.last + 1)
        worth = sum(m.worth for m in found if m.first in span) + weak
        weight = sum(look.draft.terms[at].weight for at in span)
        asked = _ASKED_EXTRA if is_question(look.draft, sentence) else 0.0
        needed = min(max(_TELLING, _SHARE * weight), _ENOUGH) + extra + asked
        if not asked and look.drafted.discloses(sentence):
            needed *= _OF_OTHERS
        if worth - needed > best[0] - best[1]:
            best = (worth, needed)
    whole = total(found) + weak
    asks = _ASKED_EXTRA if look.drafted.asks else 0.0
    return (whole, _ENOUGH) if whole >= _ENOUGH + extra + asks else best


def _weak_place(look: Look) -> tuple[int, int] | None:
    for fact, _ in fact_pairs(look):
        return look.draft.term_at(fact.start), look.draft.term_at(fact.end - 1)
    return None


def _own_words(look: Look) -> Iterator[Hit]:
    """Recognisable wording of a statement whose substance alone may cross.

    Where a statement says which part to tell, the rest is the speaker's own way of putting it and
    less is needed to recognise it.
    """
    parts = look.held.parts
    told = [p is Part.TOLD for p in parts]
    rest = [p is Part.PLAIN for p in parts]
    for wanted, is_rest in ((told, False), (rest, any(told))):
        run = longest_run(
            look.draft, look.held, wanted, look.drafted.ledger, seen=look.drafted.seen
        )
        if run is not None and is_distinctive(run, private=is_rest, told=wanted is told):
            yield look.hit("verbatim", run.first, run.last, "stop")
            return
    if any(told) and look.draft.language != look.held.reading.language:
        yield from _aside_translated(look, rest)
    elif any(told):
        odd = [m for m in matched(look, rest) if m.worth >= 1.0 and not m.by_concept]
        odd = [m for m in odd if not _is_of_negotiation(look, m.first)]
        if odd and sum(m.worth for m in matched(look, rest)) >= 1.3:
            stretch = densest(odd)
            if stretch is not None:
                yield look.hit("verbatim", *stretch, "ask")


def _aside_translated(look: Look, rest: Sequence[bool]) -> Iterator[Hit]:
    """What the speaker said besides the part to tell, in another language."""
    found = [m for m in matched(look, rest) if not look.named(m.first)]
    if any(m.worth >= _TELLING for m in found) or total(found) >= _ASIDE:
        stretch = densest(found)
        if stretch is not None:
            yield look.hit("translation", *stretch, "ask")


def _origin(look: Look) -> Iterator[Hit]:
    """The origin of an idea that may only cross as the desk's own."""
    wanted = [p is not Part.INSTRUCTION for p in look.held.parts]
    found = matched(look, wanted)
    worth = sum(max(m.worth, m.raw * 0.5) for m in found)
    same_language = look.draft.language == look.held.reading.language
    if worth < (_IDEA if same_language else _IDEA_ACROSS):
        return
    for first, last in look.drafted.attributions:
        yield look.hit("attribution", first, last, "stop")
