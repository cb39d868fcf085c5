"""``wasit record add``: put an incident, a claim or anything else of the record on record."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from wasit.cli.home import at_desk, json_option
from wasit.cli.plain_text import echo_json, isolated
from wasit.cli.record_files import DAY, FILE
from wasit.cli.text_type import TEXT
from wasit.record.claim import Credibility, Reliability
from wasit.record.held import FIELDS
from wasit.record.incident import Kind, Outcome, Status
from wasit.record.rule import read_rules
from wasit.record.understanding import Bearing, UnderstandingUnreadable, read_understanding
from wasit.seat.desk import DeskSeat
from wasit.seat.record_acts import RecordActs, Saying
from wasit.talks.record_entries import ClaimRelation, PairVerdict, PromiseWatched, ThreatNoted

__all__ = ["add"]

_LETTERS = [grade.name for grade in Reliability]


def said_by_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who says it, through whom, how they know, when, and who may be shown it."""
    options = (
        click.option("--says", "said_by", type=TEXT, required=True, help="Who says so."),
        click.option("--through", type=TEXT, default="", help="Who passed it on to the desk."),
        click.option("--words", type=TEXT, default="", help="The words it was said in."),
        click.option("--basis", type=TEXT, default="", help="How they know: saw it, inferred it."),
        click.option("--scale", type=TEXT, default="", help="Local, national, a party, ..."),
        click.option(
            "--reliability",
            type=click.Choice(_LETTERS),
            help="Of the source, A to F; else as the source is graded.",
        ),
        click.option(
            "--credibility",
            type=click.IntRange(1, len(Credibility)),
            default=len(Credibility),
            help="Of what is said, 1 (confirmed by others) to 5; 6 cannot be judged.",
        ),
        click.option("--happened", "happened_at", type=TEXT, default="", help="When, as EDTF."),
        click.option("--said", "said_at", type=DAY, help="Day on which it was said."),
        click.option("--learned", "learned_at", type=DAY, help="Day the desk learned it; today."),
        click.option(
            "--visible-to",
            type=TEXT,
            multiple=True,
            metavar="ROOM",
            help="A room that may be told; none where not given.",
        ),
        json_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def _saying(given: dict[str, Any]) -> Saying:
    """How it was said, as the options have it."""
    said: date | None = given["said_at"]
    learned: date | None = given["learned_at"]
    return Saying(
        said_by=given["said_by"],
        through=given["through"],
        words=given["words"],
        basis=given["basis"],
        scale=given["scale"],
        reliability=given["reliability"] or "",
        credibility=given["credibility"],
        happened_at=given["happened_at"],
        said_at=said.isoformat() if said else "",
        learned_at=learned.isoformat() if learned else "",
        visible_to=given["visible_to"],
    )


def _told(as_json: bool, words: str, **data: object) -> None:
    if as_json:
        echo_json(data)
    else:
        click.echo(words)


@click.group("add")
def add() -> None:
    """Put an incident, a claim, a tally or a judgement on the case's record."""


@add.command("incident")
@click.option("--when", required=True, type=TEXT, help=f"When: {FIELDS['when']}.")
@click.option("--kind", required=True, type=click.Choice([kind.value for kind in Kind]))
@click.option("--place", type=TEXT, default="", help="Where; a sea's or coast's name says so.")
@click.option("--point", type=TEXT, default="", help="Latitude and longitude.")
@click.option("--radius", "radius_m", type=click.IntRange(0), help="Metres around the point.")
@click.option("--by", "perpetrator", type=TEXT, default="", help="Who did it, where it is said.")
@click.option("--on", "target", type=TEXT, default="", help="Against whom or what.")
@click.option("--ship", "ships", multiple=True, help="An IMO number. May be said more than once.")
@click.option("--outcome", type=click.Choice([each.value for each in Outcome]))
@click.option("--status", type=click.Choice([each.value for each in Status]))
@click.option("--dead", type=TEXT, default="", help="Dead of the target: N, or LOW/BEST/HIGH.")
@click.option("--also", type=TEXT, multiple=True, metavar="FIELD=VALUE", help="Any other field.")
@said_by_options
@at_desk
def incident(desk: DeskSeat, **given: Any) -> None:
    """A new incident, by what one source says of it. Claims of others are added to it."""
    single = ("when", "kind", "place", "point", "perpetrator", "target", "outcome", "status")
    values = [(field, given[field]) for field in single if given[field]]
    values += [("ship", number) for number in given["ships"]]
    if given["radius_m"] is not None:
        values.append(("radius_m", str(given["radius_m"])))
    if given["dead"]:
        values.append(("dead of target", given["dead"]))
    values += [_field_and_value(text) for text in given["also"]]
    name = RecordActs(desk).open_incident(values, _saying(given))
    _told(given["as_json"], f"On record: incident {name}.", incident=name)


@add.command("claim")
@click.argument("name", metavar="INCIDENT")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--corrects", default="", metavar="CLAIM", help="The earlier claim it corrects.")
@click.option("--disputes", default="", metavar="CLAIM", help="The earlier claim it disputes.")
@said_by_options
@at_desk
def claim(
    desk: DeskSeat, name: str, values: tuple[str, ...], corrects: str, disputes: str, **given: Any
) -> None:
    """What somebody says of an incident: it adds, corrects or disputes."""
    if corrects and disputes:
        raise click.UsageError("a claim corrects an earlier one or disputes it, not both")
    relation = (
        ClaimRelation.CORRECTS
        if corrects
        else ClaimRelation.DISPUTES
        if disputes
        else ClaimRelation.ADDS
    )
    made = RecordActs(desk).say(
        name,
        [_field_and_value(text) for text in values],
        _saying(given),
        relation=relation,
        earlier=corrects or disputes,
    )
    _told(given["as_json"], f"On record: {', '.join(made)}.", claims=list(made))


@add.command("withdrawal")
@click.argument("name", metavar="CLAIM")
@said_by_options
@at_desk
def withdrawal(desk: DeskSeat, name: str, **given: Any) -> None:
    """Who said CLAIM takes it back; it stays to be seen, and stands no more."""
    made = RecordActs(desk).withdraw(name, _saying(given))
    _told(given["as_json"], f"On record: {made}.", claims=[made])


@add.command("source")
@click.argument("name", type=TEXT)
@click.option("--reliability", type=click.Choice(_LETTERS), required=True)
@click.option("--why", type=TEXT, default="")
@at_desk
def source(desk: DeskSeat, name: str, reliability: str, why: str) -> None:
    """How far the desk trusts a source from now on, apart from what it says."""
    RecordActs(desk).grade(name, reliability, why=why)
    click.echo(f"{isolated(name)} is graded {reliability}: {Reliability[reliability].value}.")


@add.command("tally")
@click.argument("number", type=int)
@click.argument("subject", type=TEXT, metavar="OF")
@click.option("--since", type=DAY, help="First day of the total.")
@click.option("--until", type=DAY, help="Last day of the total.")
@click.option("--rule", type=TEXT, default="", help="The counting rule the sayer named.")
@said_by_options
@at_desk
def tally(desk: DeskSeat, number: int, subject: str, rule: str, **given: Any) -> None:
    """A total as somebody claims it: record add tally 102 attacks --says "a ministry"."""
    since, until = (each.isoformat() if each else "" for each in (given["since"], given["until"]))
    name = RecordActs(desk).claim_total(
        number, subject, _saying(given), since=since, until=until, rule=rule
    )
    _told(given["as_json"], f"On record: tally {name}.", tally=name)


@add.command("rule")
@click.argument("file", type=FILE)
@at_desk
def rule(desk: DeskSeat, file: Path) -> None:
    """Counting rules of the desk's own, from a TOML file with a [[rule]] each."""
    acts = RecordActs(desk)
    for each in read_rules(file.read_text(encoding="utf-8")):
        acts.keep_rule(each.data())
        click.echo(f"On record: rule {each.name}.")


@add.command("promise")
@click.argument("file", type=FILE)
@at_desk
def promise(desk: DeskSeat, file: Path) -> None:
    """What an understanding forbids, from a TOML file; incidents are then held against it."""
    try:
        read = read_understanding(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise UnderstandingUnreadable(f"{file} is no TOML: {error}; nothing was kept") from error
    watched = PromiseWatched(
        name=read.name,
        promised=read.promised,
        by=read.by,
        since=read.since.isoformat(),
        until=read.until.isoformat() if read.until else "",
        kinds=tuple(sorted(kind.value for kind in read.kinds)),
        actors=read.actors,
        places=read.places,
    )
    RecordActs(desk).watch_promise(watched)
    click.echo(f"Watched: {isolated(read.name)}.")


@add.command("bearing")
@click.argument("name", metavar="INCIDENT")
@click.argument("bearing", type=click.Choice([each.value for each in Bearing]))
@click.option("--promise", required=True, type=TEXT, help="The understanding, by its name.")
@click.option("--why", required=True, type=TEXT)
@at_desk
def bearing_(desk: DeskSeat, name: str, bearing: str, promise: str, why: str) -> None:
    """How an incident bears on an understanding as you hold, in place of the reading."""
    RecordActs(desk).judge_bearing(promise, name, bearing, why=why)
    click.echo("On record.")


@add.command("threat")
@click.argument("name", type=TEXT)
@click.option("--says", "said_by", type=TEXT, required=True, help="Who announced or demanded it.")
@click.option("--words", type=TEXT, required=True, help="In what words.")
@click.option("--said", type=DAY, required=True, help="Day on which it was said.")
@click.option("--due", type=TEXT, default="", help="When it falls due, as EDTF.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind]))
@click.option("--place", "places", multiple=True, type=TEXT, help="A word of the place.")
@at_desk
def threat(desk: DeskSeat, name: str, said_by: str, words: str, said: date, **given: Any) -> None:
    """What somebody announced they would do, or demanded by when; watched against the record."""
    noted = ThreatNoted(
        name=name,
        said_by=said_by,
        words=words,
        said_on=said.isoformat(),
        due=given["due"],
        kinds=given["kinds"],
        places=given["places"],
    )
    RecordActs(desk).note_threat(noted)
    click.echo(f"On record: {isolated(name)}.")


@add.command("same")
@click.argument("one")
@click.argument("other")
@click.argument("verdict", type=click.Choice([each.value for each in PairVerdict]))
@click.option("--why", type=TEXT, default="")
@at_desk
def same(desk: DeskSeat, one: str, other: str, verdict: str, why: str) -> None:
    """Whether two incidents are one event; a later judgement of the same two replaces it."""
    RecordActs(desk).judge_same(one, other, PairVerdict(verdict), why=why)
    click.echo("On record.")


def _field_and_value(text: str) -> tuple[str, str]:
    field, mark, value = text.partition("=")
    if not mark or not field.strip() or not value.strip():
        raise click.UsageError(f"{text!r} is not FIELD=VALUE")
    return field.strip(), value.strip()
