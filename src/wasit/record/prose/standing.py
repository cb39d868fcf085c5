"""How well a coder's note lets an incident stand, and how far the attack got.

Rules, first that fits:

* **disputed**: sources contradict each other on whether it happened or who did it;
* **claimed**: only the doer, or one side's own media, says so, and nobody else confirms it;
* **confirmed**: another party than the doer is said to confirm it, or the note tells in its own
voice
  something that was seen to happen (a hit, damage, an interception, an explosion near the ship, a
  weapon falling into the water), and no doubt is noted;
* **reported**: everything else: one report, "as reported", a date only "around".

A target's affiliation being contested does not make the attack disputed.
"""

import re

from wasit.record.incident import Kind, Outcome, Status
from wasit.record.prose.clause import Clause

__all__ = ["read_outcome", "read_status"]

_DISPUTED = re.compile(
    r"\b(?:denied|denies|denying|refuted|disputed|depending on (?:the )?sources?|of unknown origin|"
    r"conflicting (?:reports|accounts)|contradict\w*)\b",
    re.IGNORECASE,
)
_NOT_CONFIRMED = re.compile(
    r"\b(?:not (?:been )?(?:confirmed|verified|corroborated|acknowledged)|unconfirmed|unverified|"
    r"no (?:independent )?(?:confirmation|other source)|could not be (?:confirmed|verified))\b",
    re.IGNORECASE,
)
_CONFIRMED = re.compile(
    r"\b(?:(?<!not )(?<!not officially )confirm(?:ed|s|ing)|verified by|acknowledged by|"
    r"admitt(?:ed|ing))\b",
    re.IGNORECASE,
)
_ONE_REPORT = re.compile(
    r"\bnot (?:reported|claimed|acknowledged|officially acknowledged)\b[^.]*\b(?:but|although|"
    r"nor)\b|"
    r"\bnot reported by\b|\b(?:only|by|a) (?:one|single) source\b|\bthe source (?:claimed|noted|"
    r"reported)\b|"
    r"\bnot officially acknowledged\b|\breportedly\b",
    re.IGNORECASE,
)
_ABOUT_ATTACK = re.compile(r"\b(?:attack|incident|strike|event|it)\b", re.IGNORECASE)
_SEEN = re.compile(
    r"\b(?:struck|hit|damage[ds]?|fire on|impacted|exploded|detonated|fell|landed|shot down|"
    r"intercepted|"
    r"brought the ship|hostage|sinking|sank|sunk|injur(?:y|ies|ed)|killed|fatalit|thwarted|"
    r"downed)\b",
    re.IGNORECASE,
)

_NEGATED = re.compile(
    r"\b(?:no|not|without|nor|neither|never)\b(?:(?!\b(?:although|but|while|as)\b)[^.,;]){0,60}",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:ship|vessel|tanker|carrier|it) (?:\w+ ){0,4}(?:sank|sunk|sinking)\b|\btotal loss\b|"
    r"\bsinking of the (?:ship|vessel)\b",
    re.IGNORECASE,
)
_SEIZED = re.compile(
    r"\b(?:hijacked|seized the|brought the (?:ship|vessel)|captured the)\b", re.IGNORECASE
)
_CREW = re.compile(
    r"\b(?:\d+|one|two|three|several|at least \d+) (?:\w+ ){0,2}(?:fatalit(?:y|ies)|injur(?:y|ies)|"
    r"killed|wounded|injured|seafarers?|fishermen)\b|\bkilled (?:between )?\d+",
    re.IGNORECASE,
)
_HIT = re.compile(
    r"\b(?:struck|hit) (?:the |its |a )?(?:ship|vessel|target|tanker|boat|deck|port|starboard)?|"
    r"\bdamag(?:e|ed|ing)\b|\b(?:led to|caus(?:ed|ing)) (?:a |an )?(?:\w+ )?fire\b|"
    r"\bimpacted the (?:ship|vessel|tanker)\b|\bexploded (?:over|on) the deck\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:impacted (?:the )?water|in the water|near the (?:ship|vessel)|in the vicinity|missed|"
    r"did not|"
    r"not impact|off the|from the ship|without (?:hitting|causing|any)|no (?:ships|damage|effect)|"
    r"not (?:struck|hit|impacted))",
    re.IGNORECASE,
)


def read_outcome(clause: Clause, kind: Kind) -> Outcome:
    """How far an attack on shipping got; UNKNOWN where the note does not say."""
    text = f"{clause.lead}. {clause.rest}"
    told = _NEGATED.sub(" ", text)
    if kind is Kind.APPROACH:
        return Outcome.APPROACH
    if kind is Kind.INTERCEPT:
        return Outcome.INTERCEPTED
    if kind not in (Kind.ATTACK_SHIP, Kind.PIRACY):
        return Outcome.UNKNOWN
    ladder = (
        (_SEIZED.search(clause.action), Outcome.SEIZED),
        (_LOST.search(told), Outcome.LOST),
        (_CREW.search(told), Outcome.CREW_HURT),
        (_HIT.search(told), Outcome.HIT),
        (_MISSED.search(text), Outcome.MISSED),
    )
    return next((outcome for found, outcome in ladder if found), Outcome.UNKNOWN)


def _doubted(sentences: list[str], pattern: re.Pattern[str]) -> bool:
    """Whether a sentence about the event itself, not about whose ship it was, matches."""
    return any(
        pattern.search(sentence)
        and _ABOUT_ATTACK.search(sentence)
        and not re.search(r"\b(?:affiliation|destination|ownership|links)\b", sentence)
        for sentence in sentences
    )


def read_status(clause: Clause) -> Status:
    """The status that a note's own words earn the incident, by the rules at the top."""
    sentences = [clause.lead, *re.split(r"(?<=\.)\s+", clause.rest)]
    text = " ".join(sentences)
    unconfirmed = _doubted(sentences, _NOT_CONFIRMED)
    confirmed = any(_CONFIRMED.search(s) and not _NOT_CONFIRMED.search(s) for s in sentences)
    if _doubted(sentences, _DISPUTED):
        return Status.DISPUTED
    if clause.claimed_by and not confirmed:
        return Status.CLAIMED
    if unconfirmed and not confirmed:
        return Status.CLAIMED if clause.claimed_by else Status.REPORTED
    if confirmed:
        return Status.CONFIRMED
    if clause.as_reported or clause.around or _ONE_REPORT.search(text):
        return Status.REPORTED
    return Status.CONFIRMED if _SEEN.search(text) else Status.REPORTED
