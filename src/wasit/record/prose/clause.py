"""A coder's note taken apart: label, date phrase, and who did what by its first sentence.

Notes of this genre open alike: ``Interception: On 9 December 2023, at around 2:30 am Sanaa time,
<who> <did> <what>. <More>.`` The label and the date phrase are stripped, the lead sentence is cut
at
its first verb of action, and a report inside a report ("A claimed that B conducted ...") is opened:
the doer is B, and A is who claims it. Nothing here knows a place, a party or an event by name.
"""

import re
from dataclasses import dataclass

__all__ = ["Clause", "read_clause"]

LABEL = re.compile(
    r"^(Interception|Disrupted weapons use|Movement of forces|Weapons seizure|Other|Defusal|"
    r"Property destruction|Looting|Non-violent transfer of territory|Agreement|Arrests?|"
    r"Recruitment|"
    r"Security measures|Headquarters[^:]{0,40}|[A-Z][a-z]+(?: [a-z/]+){0,4}):\s+"
)
DATE = re.compile(
    r"^(?:(?P<around>Around|Circa|About)|On|Between|From|In|As of|By|During|Overnight on)\s"
    r"[^.]{0,60}?\b\d{4}\b(?P<asides>(?:\s*\([^)]*\))*)\s*,?\s*"
)
TIME = re.compile(
    r"^(?:at|between|around|starting|approximately|from|in the (?:early|late)?\s*(?:morning|"
    r"afternoon"
    r"|evening|night|hours)|during|before|after|shortly|overnight|early|late)\b[^,]*,\s*",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\d{1,2}:\d\d\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(?:shot down|shot at|carried out|opened fire|conducted|launched|fired|intercepted|"
    r"destroyed|"
    r"downed|engaged|struck|hit|targeted|hijacked|seized|boarded|attacked|detonated|exploded|used|"
    r"exchanged|responded|thwarted|shelled|bombed|bombarded|clashed|deployed|arrived|entered|"
    r"transformed|planted|booby-trapped|impacted|landed|sank|sunk|damaged|captured|abducted|"
    r"kidnapped|detained|arrested|approached|redeployed|escorted|repelled|raided|killed|injured|"
    r"confiscated|crashed|fell|attempted|tried|were|was|took|held|began|released|moved|"
    r"claimed|reported|said|stated|announced|noted|alleged|accused)\b"
)
SAYING = re.compile(r"^(?:claimed|reported|said|stated|announced|noted|alleged)\b")
TELLS = re.compile(
    r"^(?:claimed|reported|said|stated|announced|noted|alleged)\s+"
    r"(?P<how>that|to have|having|responsibility for|carrying out|targeting|conducting|launching|"
    r"firing|an?|the|\d+|several|two|three)?\s*"
)
GERUND = re.compile(
    r"^(?:claimed|reported|announced) (?:responsibility for )?(?P<verb>carrying out|targeting|"
    r"conducting|launching|firing|striking|hitting|attacking|an? (?:\w+ ){0,4}(?:attack|strike))"
)


PASSIVE = re.compile(
    r"^(?:was|were) (?:\w+ly )?(?P<deed>shot down|[a-z]+)\b[^,(]*?\bby (?P<doer>(?:a |an |the )?"
    r"(?:(?:suspected|unidentified|likely|presumed) )*[\w' -]*?(?:forces|militants|gunmen|fighters|"
    r"pirates|jets|warships?|aircraft|Navy|militia|drones?|missiles?|boats?|skiffs?))\b(?P<rest>.*)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The lead sentence of a note: who did what, and who alone says so."""

    label: str
    lead: str
    """The lead sentence after its date phrase, up to the first full stop."""
    subject: str
    action: str
    """From the verb on, within the lead sentence."""
    claimed_by: str
    """Empty, or the one who claims it where the note does not tell it in its own voice."""
    around: bool
    """The date is about; or ``(as reported)`` stands beside it."""
    as_reported: bool
    clock: str
    """Time of day as said, so that two rounds of one day can be told apart; empty if unsaid."""
    rest: str
    """Everything after the lead sentence."""


def _sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest; a stop inside a number or an abbreviation does not end
    it."""
    for match in re.finditer(r"\.(?=\s+[A-Z'\"(]|\s*$)", text):
        before = text[: match.start()]
        if re.search(r"\b(?:Jr|Sr|Mr|Mrs|Dr|St|No|Gen|Col|Lt|approx|[A-Z])$", before):
            continue
        return before, text[match.end() :].strip()
    return text, ""


def _open_report(subject: str, action: str) -> tuple[str, str, str]:
    """Doer, deed and claimant, with a reported clause opened where there is one."""
    if not SAYING.match(action):
        return subject, action, ""
    tells = TELLS.match(action)
    how = None if tells is None else tells.group("how")
    if tells is None or how is None:
        return subject, action, ""
    inner = action[tells.end() :]
    if how == "that":
        verb = VERB.search(inner)
        if verb is None:
            return subject, action, ""
        doer = inner[: verb.start()].strip()
        them = re.fullmatch(r"(?:they|it|he|its forces|their forces)", doer, re.IGNORECASE)
        return (subject if them else doer), inner[verb.start() :], subject
    if how in ("to have", "having"):
        return subject, inner, subject
    return subject, action[len(action.split(maxsplit=1)[0]) :].strip(), subject


def _turned(subject: str, action: str) -> tuple[str, str]:
    """Doer and deed of a passive clause that names its doer: "A was struck by B" is B's deed."""
    match = PASSIVE.match(action)
    if match is None:
        return subject, action
    return match["doer"].strip(), f"{match['deed']} {subject} {match['rest']}".strip()


def read_clause(note: str) -> Clause:
    """The opening of a note, taken apart.

    >>> read_clause("On 2 May 2024, X forces claimed to have fired shots at Yat. No more.").action
    'fired shots at Yat'
    """
    text = " ".join(note.split())
    label = LABEL.match(text)
    if label is not None:
        text = text[label.end() :]
    dated = DATE.match(text)
    around = dated is not None and dated.group("around") is not None
    opening = text[: dated.end()] if dated else ""
    text = text[dated.end() :] if dated else text
    clock = ""
    while (timed := TIME.match(text)) is not None:
        clock = clock or " and ".join(CLOCK.findall(timed.group(0)))
        text = text[timed.end() :]
    lead, rest = _sentence(text)
    verb = VERB.search(lead)
    subject = lead[: verb.start()].strip(" ,") if verb else lead
    action = lead[verb.start() :] if verb else ""
    doer, deed, claimant = _open_report(*_turned(subject, action))
    return Clause(
        label=label.group(1) if label else "",
        lead=lead,
        subject=doer,
        action=deed,
        claimed_by=claimant,
        around=around,
        as_reported="as reported" in opening,
        clock=clock.lower(),
        rest=rest,
    )
