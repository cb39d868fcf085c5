"""Words that are to cross: how a command line says which, and how they are shown before they do.

``wasit convey`` and ``wasit ask-approval`` name a crossing in the same options, so that what was
approved is said again letter for letter by who conveys it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wasit.adapters.given_files import read_given
from wasit.cli.attaching import size_words
from wasit.cli.plain_text import isolated, note
from wasit.cli.text_type import TEXT, sentences_from
from wasit.seat.desk import DeskSeat
from wasit.seat.files_here import file_named
from wasit.seat.giving import GivenFile, file_of, own_file
from wasit.seat.previewing import Preview, with_reasons
from wasit.seat.references import statement_named
from wasit.talks.carried import Manner
from wasit.talks.crossing import Crossing, Finding, Override, OverrideKind, SourceRef
from wasit.talks.room import RoomTalks

__all__ = [
    "as_seen",
    "crossing_options",
    "crossing_typed",
    "first_language",
    "own_files",
    "plain",
    "reasoned",
    "show_findings",
]


def crossing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what names the words, where they go and what they rest on."""
    for option in (
        click.option(
            "--override-reason", type=TEXT, help="What the override rests on; stays in the journal."
        ),
        click.option(
            "--override",
            type=click.Choice([kind.value for kind in OverrideKind]),
            help="The ground on which it may pass a mark.",
        ),
        click.option(
            "--reason",
            type=TEXT,
            help="Why every finding that stops may pass; else asked for, one by one.",
        ),
        click.option("--language", type=TEXT, help="BCP 47 tag (else the room's first language)."),
        click.option(
            "--attach-own",
            "own",
            type=click.Path(path_type=Path, dir_okay=False, exists=True),
            multiple=True,
            metavar="FILE",
            help="A file of the desk's own that goes with its own words; may be repeated.",
        ),
        click.option(
            "--attach",
            "files",
            multiple=True,
            metavar="STATEMENT#N",
            help="A side's file that goes with the words, sealed anew; may be repeated.",
        ),
        click.option("--ad-referendum", is_flag=True, help="It is subject to confirmation."),
        click.option("--personal-capacity", is_flag=True, help="It was said without instructions."),
        click.option(
            "--as",
            "counterpart",
            type=TEXT,
            help="The counterpart, introduced there, whose words it is.",
        ),
        click.option(
            "--from",
            "sources",
            multiple=True,
            metavar="STATEMENT",
            help="A statement (ID), or its sentence (ID#2), that the words rest on; may be "
            "repeated.",
        ),
        click.option(
            "--manner",
            required=True,
            type=click.Choice([manner.value for manner in Manner]),
            help="As a side's exact words, their substance, the desk's own idea, or its own words.",
        ),
        click.option("--to", "target", type=TEXT, required=True, help="The room that hears it."),
        click.argument("sentences", type=TEXT, nargs=-1),
    ):
        function = option(function)
    return function


def crossing_typed(
    desk: DeskSeat,
    *,
    sentences: tuple[str, ...],
    target: str,
    manner: str,
    sources: tuple[str, ...],
    counterpart: str | None,
    personal_capacity: bool,
    ad_referendum: bool,
    language: str | None,
    override: str | None,
    override_reason: str | None,
    files: tuple[str, ...],
    own: Sequence[GivenFile],
) -> Crossing:
    """The crossing that was typed, with no reasons for findings yet.

    A side's file is a source of it, whether it was named as one or not.

    Raises:
        NoSuchRoom, NoSuchId, AmbiguousId: the room, or a source, is not there.
    """
    rooms = desk.rooms()
    if not (sentences or files or own):
        raise click.UsageError("there are no words and no file; nothing was sent")
    given = [_given(each, rooms) for each in files]
    named = [statement_named(each, rooms) for each in sources]
    return Crossing(
        target=target,
        sentences=sentences_from(sentences),
        language=language or first_language(desk, target),
        manner=Manner(manner),
        sources=tuple(dict.fromkeys([*named, *given])),
        files=(*(file_of(desk, each) for each in given), *(own_file(each) for each in own)),
        counterpart=counterpart,
        personal_capacity=personal_capacity,
        ad_referendum=ad_referendum,
        override=_override(override, override_reason),
    )


def own_files(paths: Sequence[Path]) -> tuple[GivenFile, ...]:
    """The desk's own files that were named, read."""
    return tuple(read_given(path) for path in paths)


def _given(typed: str, rooms: Mapping[str, RoomTalks]) -> SourceRef:
    """The sentence of a statement that is the file."""
    here = file_named(typed, rooms)
    if here.kind != "statement":
        raise click.UsageError(f"{typed} was brought by the desk; name the statement it is from")
    return SourceRef(room=here.room, statement=here.id, sentence=here.sentence)


def reasoned(crossing: Crossing, seen: Preview, reason: str | None) -> Crossing:
    """The crossing with a typed reason for each finding that asks for one."""
    reasons = {
        finding: reason
        if reason is not None
        else click.prompt(f"Why may {isolated(finding.span)} go as it is?", err=True)
        for finding in seen.asking
    }
    return with_reasons(crossing, reasons)


def show_findings(findings: Sequence[Finding]) -> None:
    """Say each finding with the words it is about."""
    for each in findings:
        note(f"{each.strength.value} [{each.check}] {isolated(each.span)}: {isolated(each.why)}")


def plain(crossing: Crossing) -> dict[str, object]:
    """The crossing as ``--json`` prints it."""
    return {
        "to": crossing.target,
        "manner": crossing.manner.value,
        "language": crossing.language,
        "sentences": list(crossing.sentences),
        "files": [
            {"name": each.name, "type": each.type, "size": each.size, "sha256": each.sha256}
            for each in crossing.files
        ],
        "counterpart": crossing.counterpart,
        "personal_capacity": crossing.personal_capacity,
        "ad_referendum": crossing.ad_referendum,
    }


def as_seen(desk: DeskSeat, crossing: Crossing) -> str:
    """Exactly what the room will be shown."""
    opened = desk.room(crossing.target).talks.opened
    name = opened.desk if opened is not None else ""
    who = isolated(name)
    if crossing.counterpart is not None:
        who = f"{isolated(crossing.counterpart)} (through {isolated(name)})"
    additions = [
        words
        for words, holds in (
            ("in personal capacity", crossing.personal_capacity),
            ("ad referendum", crossing.ad_referendum),
        )
        if holds
    ]
    manner = ", ".join([crossing.manner.value.replace("_", " "), *additions])
    lines = [f"  {place}. {isolated(text)}" for place, text in enumerate(crossing.sentences, 1)]
    lines += [
        f"  {place}. {isolated(each.name)} [file, {each.type}, {size_words(each.size)}]"
        for place, each in enumerate(crossing.files, len(lines) + 1)
    ]
    return "\n".join([f"To room {isolated(crossing.target)}, from {who}, {manner}:", *lines])


def first_language(desk: DeskSeat, room: str) -> str:
    """The first language of a room."""
    opened = desk.room(room).talks.opened
    return opened.languages[0] if opened is not None else "en"


def _override(kind: str | None, text: str | None) -> Override | None:
    if kind is None:
        if text is not None:
            raise click.UsageError("--override-reason belongs to --override; nothing was sent")
        return None
    typed = text if text is not None else click.prompt("What the override rests on", err=True)
    return Override(kind=OverrideKind(kind), text=typed)
