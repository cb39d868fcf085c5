"""Opening the seat that a command is about: which folder, which passphrase, what comes first.

A command says what it needs: ``at_seat``, ``at_desk`` or ``in_room`` gives it the open seat as its
first argument and the options that lead to it. Before the command the seat catches up with its
relays; afterwards it is closed, whatever happened. Passphrases come by prompt, from a file, or from
the first line of stdin, and never stand on a command line; nor do the words of a recovery sheet,
which open a seat in place of its passphrase.
"""

import functools
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from wasit.adapters.secret_files import read_secret
from wasit.adapters.vault import EncryptedVault
from wasit.bootstrap import (
    existing_vault,
    open_vault,
    real_ports,
    shipped_checks,
    vault_by_sheet,
)
from wasit.cli.attaching import FileBar
from wasit.cli.places import place_of
from wasit.cli.plain_text import QUIET, note, short
from wasit.cli.text_type import TEXT
from wasit.crypto.recovery import RecoverySheet
from wasit.crypto.vault_keys import RECOMMENDED_COST, PassphraseCost, WrongPassphrase
from wasit.errors import BadInput
from wasit.seat.catching_up import catch_up
from wasit.seat.desk import DeskSeat
from wasit.seat.faults import CaseSealed, NotASeat, YouLeft
from wasit.seat.joining import complete_joining
from wasit.seat.ports import LinkLost
from wasit.seat.room import RoomSeat
from wasit.seat.seat import Seat

__all__ = [
    "HOME_HELP",
    "SEALED",
    "BadCost",
    "EmptyPassphrase",
    "at_desk",
    "at_seat",
    "cost_option",
    "cost_typed",
    "folder_options",
    "held_by",
    "home_options",
    "in_room",
    "is_desk",
    "json_option",
    "new_seat",
    "new_seat_options",
    "opened",
    "opened_by",
    "passphrase_option",
    "place_options",
    "quiet_option",
    "seat_folder",
    "secret_from",
    "sheet_from",
    "sheet_option",
    "vault_of",
]

Command = Callable[..., Any]

SEALED = "sealed"
"""The name of the file that says, beside a vault, that it opens by its second passphrase."""


class EmptyPassphrase(BadInput):
    """A passphrase, link or token with nothing in it was given. Nothing was opened or made."""

    code = "empty-secret"
    advice = "Give it by prompt, with a file, or with - and a line on stdin."


class BadCost(BadInput):
    """The cost of the passphrase is not three numbers. Nothing was made."""

    code = "bad-cost"
    advice = "Leave it out, or write ITERATIONS,LANES,MEMORY_KIB."


HOME_HELP = "Your folder (else WASIT_HOME, else this platform's data folder)."


def _keep_quiet(context: click.Context, _option: click.Parameter, value: bool) -> None:
    context.meta[QUIET] = value


quiet_option = click.option(
    "--quiet",
    is_flag=True,
    envvar="WASIT_QUIET",
    expose_value=False,
    callback=_keep_quiet,
    help="Say nothing on stderr but errors and what is asked.",
)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


cost_option = click.option(
    "--passphrase-cost",
    envvar="WASIT_PASSPHRASE_COST",
    metavar="ITERATIONS,LANES,KIB",
    help="Work of deriving the key from the passphrase; leave it alone but in trials.",
)

passphrase_option = click.option(
    "--passphrase-file",
    envvar="WASIT_PASSPHRASE_FILE",
    metavar="FILE",
    help="File that holds the passphrase, or - for a line of stdin; else it is asked for.",
)

sheet_option = click.option(
    "--sheet-file",
    envvar="WASIT_SHEET_FILE",
    metavar="FILE",
    help="Open the seat by the words of its recovery sheet in FILE, or - for a line of stdin.",
)


def folder_options(function: Command) -> Command:
    """Add the options that lead to a seat's folder and open what is in it.

    ``function`` gets that folder as ``home``; there may be no seat in it yet.
    """

    @functools.wraps(function)
    def command(*, home: Path | None, case: str | None, **given: Any) -> Any:
        return function(home=place_of(home, case), **given)

    return quiet_option(place_options(passphrase_option(command)))


def place_options(function: Command) -> Command:
    """Add ``--home`` and ``--case``."""
    for option in (
        click.option(
            "--case",
            envvar="WASIT_CASE",
            metavar="NAME",
            type=TEXT,
            help="The case, where this home holds several (else WASIT_CASE).",
        ),
        click.option(
            "--home",
            envvar="WASIT_HOME",
            metavar="DIR",
            type=click.Path(path_type=Path, file_okay=False),
            help=HOME_HELP,
        ),
    ):
        function = option(function)
    return function


def home_options(function: Command) -> Command:
    """Add the options that lead to a seat and its relays."""
    return folder_options(
        click.option(
            "--plain-http",
            is_flag=True,
            envvar="WASIT_PLAIN_HTTP",
            help="Allow relays that speak plain HTTP beyond this machine.",
        )(function)
    )


def new_seat_options(function: Command) -> Command:
    """Add the options that lead to a seat that may have to be made."""
    return home_options(cost_option(function))


def secret_from(source: str | None, *, prompt: str, confirm: bool = False) -> str:
    """A secret from a file, from a line of stdin (``-``), or asked for without echo.

    Raises:
        EmptyPassphrase: there was nothing. UnusableSecretFile: as ``read_secret``.
    """
    if source == "-":
        secret = sys.stdin.readline().strip("\r\n")
    elif source is not None:
        secret = read_secret(Path(source))
    else:
        secret = click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True)
    if not secret:
        raise EmptyPassphrase(f"{prompt.lower()} was expected and is empty; nothing was opened")
    return secret


def sheet_from(source: str) -> RecoverySheet:
    """The recovery sheet in a file or a line of stdin (``-``); the places of words may stand there.

    Raises:
        BadSheet: they are no sheet's words. Else as ``secret_from``.
    """
    typed = secret_from(source, prompt="Recovery sheet").split()
    return RecoverySheet.from_words([each for each in typed if not each.isdecimal()])


def seat_folder(folder: Path) -> Path:
    """That folder, in which there is a seat.

    Raises:
        NotASeat: there is no vault in it.
    """
    if not (folder / "vault").exists():
        raise NotASeat(f"{folder} holds no seat; nothing was opened")
    return folder


def held_by(
    folder: Path, passphrase_file: str | None, sheet_file: str | None = None
) -> str | RecoverySheet:
    """What the person holds that may open the seat in that folder; a sheet goes first.

    Raises:
        NotASeat: there is no seat there, and nothing was asked. Else as ``secret_from``.
    """
    seat_folder(folder)
    if sheet_file is not None:
        return sheet_from(sheet_file)
    return secret_from(passphrase_file, prompt="Passphrase")


def vault_of(folder: Path, held: str | RecoverySheet) -> EncryptedVault:
    """The vault in that folder.

    Raises:
        CaseSealed: the passphrase is not the second one, which alone opens a sealed case.
        NoSuchVault, WrongPassphrase, WrongSheet: nothing was opened.
    """
    if isinstance(held, RecoverySheet):
        return vault_by_sheet(folder, sheet=held)
    try:
        return existing_vault(folder, passphrase=held)
    except WrongPassphrase as error:
        if not (folder / SEALED).exists():
            raise
        raise CaseSealed(
            "the case is sealed at this seat, and this is not its second passphrase; "
            "nothing was opened"
        ) from error


@contextmanager
def opened(
    home: Path,
    passphrase_file: str | None,
    *,
    plain_http: bool,
    sheet_file: str | None = None,
) -> Generator[Seat]:
    """The seat in that folder, caught up; closed at the end. A sheet goes before a passphrase.

    Raises:
        NotYetAdmitted: the desk has not confirmed this seat yet. CaseErased: little is left of it.
        Else as ``held_by`` and ``vault_of``.
    """
    held = held_by(home, passphrase_file, sheet_file)
    with opened_by(held, home, plain_http=plain_http) as seat:
        yield seat


@contextmanager
def opened_by(held: str | RecoverySheet, home: Path, *, plain_http: bool) -> Generator[Seat]:
    """The seat in that folder, opened by that, caught up; closed at the end. Raises as above."""
    vault = vault_of(home, held)
    with _seat_on(vault, plain_http=plain_http) as seat:
        _complete_joining(seat)
        _catch_up(seat)
        yield seat


@contextmanager
def new_seat(
    folder: Path, passphrase_file: str | None, cost: str | None, *, plain_http: bool
) -> Generator[Seat]:
    """The seat in that folder, made where there is none yet; closed at the end."""
    fresh = not (folder / "vault").exists()
    passphrase = secret_from(passphrase_file, prompt="Passphrase", confirm=fresh)
    vault = open_vault(folder, passphrase=passphrase, cost=cost_typed(cost))
    with _seat_on(vault, plain_http=plain_http) as seat:
        yield seat


def is_desk(seat: Seat) -> bool:
    """Whether this seat is a desk's, by its journal."""
    return seat.journal is not None


def at_seat(function: Command) -> Command:
    """Give ``function`` the open ``Seat`` first."""

    @home_options
    @sheet_option
    @functools.wraps(function)
    def command(
        *,
        home: Path,
        passphrase_file: str | None,
        sheet_file: str | None,
        plain_http: bool,
        **given: Any,
    ) -> Any:
        with opened(home, passphrase_file, plain_http=plain_http, sheet_file=sheet_file) as seat:
            return function(seat, **given)

    return command


def at_desk(function: Command) -> Command:
    """Give ``function`` the open ``DeskSeat`` first; a room's seat is refused."""

    @functools.wraps(function)
    def with_desk(seat: Seat, **given: Any) -> Any:
        return function(DeskSeat(seat, checks=shipped_checks()), **given)

    return at_seat(with_desk)


def in_room(function: Command) -> Command:
    """Give ``function`` the open ``RoomSeat`` first; a desk's seat is refused."""

    @functools.wraps(function)
    def with_room(seat: Seat, *, in_room: str | None, **given: Any) -> Any:
        if is_desk(seat):
            raise NotASeat("this is a desk's seat, and a room's was expected; nothing was done")
        return function(RoomSeat(seat, in_room), **given)

    option = click.option(
        "--room", "in_room", type=TEXT, help="The room, where this seat is in several."
    )
    return at_seat(option(with_room))


@contextmanager
def _seat_on(vault: EncryptedVault, *, plain_http: bool) -> Generator[Seat]:
    with ExitStack() as closing:
        closing.callback(vault.close)
        bar = FileBar()
        closing.callback(bar.close)
        ports = real_ports(
            vault, plain_http=plain_http, closing=closing, progress=bar, folder=vault.folder
        )
        seat = Seat.open(ports) if vault.names("") else Seat.create(ports)
        closing.callback(seat.close)
        yield seat


def _complete_joining(seat: Seat) -> None:
    if seat.ports.vault.read("joining") is None:
        return
    complete_joining(seat)
    rooms = ", ".join(sorted(seat.rooms))
    note(f"The desk has let this seat in: {rooms}.")


def _catch_up(seat: Seat) -> None:
    if seat.ports.sealed:
        note("The case is sealed at this seat; it is shown, and nothing is done.")
        return
    caught_up = catch_up(seat)
    for fault in caught_up.faults:
        if isinstance(fault, LinkLost):
            note("The relay is away; this is what is kept here.")
        elif isinstance(fault, YouLeft):
            note(f"{fault}.")
        else:
            note(f"wasit: {fault}\n       {fault.advice} [{fault.code}]")
    for conveyance, fate in caught_up.fates:
        note(f"Conveyance {short(conveyance)} was interrupted: {fate.value.replace('_', ' ')}.")


def cost_typed(text: str | None) -> PassphraseCost:
    """The cost that was typed; the recommended one where none was.

    Raises:
        BadCost: it is not three numbers.
    """
    if text is None:
        return RECOMMENDED_COST
    try:
        iterations, lanes, memory_kib = (int(part) for part in text.split(","))
        return PassphraseCost(iterations=iterations, lanes=lanes, memory_kib=memory_kib)
    except ValueError as error:
        raise BadCost(f"{text!r} is no cost of three numbers; nothing was made") from error
