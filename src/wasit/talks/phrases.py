"""Marks in plain words, for screens: message ids with English texts, ready for translation.

``phrases_of`` gives ids and values; a face looks the ids up in its own language. ``ENGLISH`` is the
table for English.
"""

from collections.abc import Mapping

from wasit.talks.marks import Mark
from wasit.talks.people import Value

__all__ = ["ENGLISH", "Phrase", "phrases_of", "plain_words"]


class Phrase(Value, frozen=True, kw_only=True):
    """One thing a mark says: a message id, and the value that fills it, if it takes one."""

    id: str
    value: str = ""


ENGLISH: dict[str, str] = {
    "mark-ears-only": "For the desk's ears only; nothing of it may cross.",
    "mark-verbatim": "May be conveyed in exactly these words, naming who said it.",
    "mark-in-substance": "May be conveyed in other words, naming who said it.",
    "mark-own-idea": "May be conveyed as the desk's own idea; who said it is not named.",
    "mark-if-offer": "Nothing of it may cross until they have offered: {value}. After that:",
    "mark-to": "Only to {value}.",
    "mark-not-before": "Not before {value}.",
    "mark-not-before-event": "Not before this has happened: {value}.",
    "mark-until": "Until {value}, and not after.",
    "mark-personal-capacity": "Said in personal capacity, and to be conveyed as such.",
    "mark-ad-referendum": "Subject to confirmation, and to be conveyed as such.",
}


def phrases_of(mark: Mark) -> tuple[Phrase, ...]:
    """What ``mark`` says, in the order a person would say it."""
    said = [Phrase(id=f"mark-{mark.code.value.replace('_', '-')}", value=mark.offer or "")]
    if mark.then is not None:
        said.extend(phrases_of(mark.then))
    additions = (
        ("mark-to", mark.to),
        ("mark-not-before", mark.not_before),
        ("mark-not-before-event", mark.not_before_event),
        ("mark-until", mark.until),
    )
    said.extend(Phrase(id=name, value=value) for name, value in additions if value is not None)
    if mark.personal_capacity:
        said.append(Phrase(id="mark-personal-capacity"))
    if mark.ad_referendum:
        said.append(Phrase(id="mark-ad-referendum"))
    return tuple(said)


def plain_words(mark: Mark, messages: Mapping[str, str] = ENGLISH) -> str:
    """What ``mark`` allows, in sentences of the language of ``messages``."""
    return " ".join(messages[phrase.id].format(value=phrase.value) for phrase in phrases_of(mark))
