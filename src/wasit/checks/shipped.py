"""The checks that run over every wording before the gate decides, each as a ``Check``.

The leak guard stands beside the words the desk rests on: what a released source itself already
gives away (a name or a figure that also stands in something kept) is a note and no stop, or nobody
could convey what a side released. The fidelity check compares the words with all their sources;
what it finds is asked, never stopped: a person at the desk judges.
"""

import msgspec

from wasit.checks.fidelity import Manner as PairManner
from wasit.checks.fidelity import Pair, check_fidelity
from wasit.checks.leak.check import LeakGuard
from wasit.checks.repeated import repeated
from wasit.talks.carried import Manner
from wasit.talks.crossing import Finding, SourceRef, Strength
from wasit.talks.wording import Check, Wording
from wasit.values import Language

__all__ = ["FIDELITY", "LeakBesideSources", "fidelity", "shipped_checks"]

FIDELITY = "fidelity"
"""The fidelity check's name in findings."""

_Key = tuple[str, str, str]
_GIVEN_BY_SOURCES = frozenset({"number", "date", "name", "verbatim", "paraphrase", "translation"})
_LANGUAGES: dict[str, Language] = {
    "en": "en",
    "fr": "fr",
    "es": "es",
    "ar": "ar",
    "fa": "fa",
    "ru": "ru",
}
_COMPARED = {
    Manner.VERBATIM: PairManner.VERBATIM,
    Manner.IN_SUBSTANCE: PairManner.IN_SUBSTANCE,
    Manner.OWN_IDEA: PairManner.OWN_IDEA,
}


def shipped_checks() -> tuple[Check, ...]:
    """Word-for-word repetition, the leak guard and the fidelity check, for one case at a time."""
    return (repeated, LeakBesideSources(LeakGuard()), fidelity)


class LeakBesideSources:
    """The leak guard, which lets a released source be carried in its own facts."""

    def __init__(self, guard: LeakGuard) -> None:
        self._guard = guard
        self._released: dict[str, frozenset[_Key | None]] = {}

    def __call__(self, wording: Wording) -> tuple[Finding, ...]:
        """What the words give away beyond what their released sources do, at full strength."""
        self.take_in(wording)
        return self.look(wording)

    def take_in(self, wording: Wording) -> int:
        """Bring the index of the wording's target to what it keeps and knows; the texts changed."""
        self._released[wording.target] = _released(wording)
        return self._guard.take_in(wording)

    def take_more(self, wording: Wording) -> int:
        """Add what the wording keeps and knows to the target's index; the texts changed."""
        before = self._released.get(wording.target, frozenset())
        self._released[wording.target] = before | _released(wording)
        return self._guard.take_more(wording)

    def look(self, wording: Wording) -> tuple[Finding, ...]:
        """What the words give away of what was last taken in for their target.

        Of the wording, only its words, language, target and sources are looked at.
        """
        target, language = wording.target, wording.language
        may_be_carried = self._released.get(target, frozenset())
        resting = [s for s in wording.sources if _key(s.source) in may_be_carried]
        released = {_key(source.source) for source in resting}
        texts = tuple(source.text for source in resting)
        beside = self._guard.look(target, texts, language=language) if texts else ()
        given = {(_key(finding.source), finding.kind) for finding in beside}
        return tuple(
            msgspec.structs.replace(finding, strength=Strength.NOTE)
            if finding.kind in _GIVEN_BY_SOURCES
            and (_key(finding.source) in released or (_key(finding.source), finding.kind) in given)
            else finding
            for finding in self._guard.look(target, wording.words, language=language)
        )


def fidelity(wording: Wording) -> tuple[Finding, ...]:
    """What the words lose, add or change of their sources; asked, never stopped.

    Nothing is said where there is no source, or where sources are in several languages.
    """
    manner = _COMPARED.get(wording.manner)
    conveyed_language = _language(wording.language)
    if manner is None or conveyed_language is None or not wording.sources:
        return ()
    original_language = _language(wording.sources[0].language)
    if original_language is None or any(
        _language(source.language) != original_language for source in wording.sources
    ):
        return ()
    words = " ".join(wording.words)
    pair = Pair(
        original=" ".join(source.text for source in wording.sources),
        conveyed=words,
        original_language=original_language,
        conveyed_language=conveyed_language,
        manner=manner,
    )
    return tuple(
        Finding(
            check=FIDELITY,
            strength=Strength.ASK,
            kind=error.kind.value,
            span=words[slice(*error.conveyed)],
            source=wording.sources[0].source if len(wording.sources) == 1 else None,
            why=error.why,
        )
        for error in check_fidelity(pair).errors
    )


def _released(wording: Wording) -> frozenset[_Key | None]:
    return frozenset(_key(kept.source) for kept in wording.kept if kept.permits.substance)


def _key(source: SourceRef | None) -> _Key | None:
    return (source.room, source.statement, source.sentence or "") if source is not None else None


def _language(tag: str) -> Language | None:
    """The language of a BCP 47 tag, where the checks know it."""
    return _LANGUAGES.get(tag.partition("-")[0].lower())
