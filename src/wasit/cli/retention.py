"""What becomes of a case at the end: the rule, and carrying it out at this seat.

``wasit retain`` does what the case asks and nothing else: the rule is the desk's, the deed each
person's own. A sealed case opens by its second passphrase or the recovery sheet; ``unseal`` takes
the seal off again. Of an erased case the hashes of its entries are shown.
"""

from dataclasses import dataclass
from pathlib import Path

import click
import msgspec

from wasit.adapters.vault_lock import change_passphrase
from wasit.bootstrap import real_ports
from wasit.cli.home import (
    SEALED,
    at_desk,
    cost_option,
    cost_typed,
    folder_options,
    held_by,
    home_options,
    json_option,
    opened_by,
    secret_from,
    sheet_option,
    vault_of,
)
from wasit.cli.leaving import confirmed, leaving_options
from wasit.cli.plain_text import echo_json, isolated, note, short
from wasit.crypto.recovery import RecoverySheet
from wasit.crypto.vault_keys import PassphraseCost
from wasit.errors import Refused
from wasit.seat.desk import DeskSeat
from wasit.seat.records import KeptHashes
from wasit.seat.retaining import (
    NotSealed,
    erase,
    hashes_kept,
    refuse_unfinished,
    rule_here,
    seal,
    sealed_since,
    unseal,
)
from wasit.seat.seat import Seat
from wasit.talks.opening import RoomState
from wasit.talks.retention import Retention

__all__ = ["SamePassphrase", "retain", "retention", "set_retention", "unseal_case"]

_RULES = [rule.value for rule in Retention]
_SEALING = (
    "This case will be sealed here: it opens only by a second passphrase, or by its recovery sheet "
    "where it has one, and only to be read. Whoever knows today's passphrase alone reads nothing "
    "more. Backups and exports that you made are not touched."
)
_ERASING = (
    "Everything of this case will be erased here: words, keys, drafts, what was not sent{unsent}. "
    "Left are the hashes of its entries, which show that an exported entry stood there. It cannot "
    "be undone. Backups and exports that you made, and other people's seats, are not touched."
)


class SamePassphrase(Refused):
    """The second passphrase is the one the case opens by already. Nothing was sealed."""

    code = "same-passphrase"
    advice = "Take another one, which somebody else may keep; a seal with the same is no seal."


@dataclass(frozen=True, slots=True)
class _Log:
    """A log of the case: what it is called here, its rule, how many entries, and its head."""

    name: str
    log: str
    kind: str
    rule: str
    closed: bool
    entries: int
    head: str


@click.command()
@folder_options
@sheet_option
@json_option
def retention(
    *, home: Path, passphrase_file: str | None, sheet_file: str | None, as_json: bool
) -> None:
    """Show what the case asks of every seat at its end, and what is left of it here.

    The relay is not spoken to.
    """
    vault = vault_of(home, held_by(home, passphrase_file, sheet_file))
    try:
        left, since = hashes_kept(vault), sealed_since(vault)
        logs = [_of_hashes(each) for each in left] or _of_seat(Seat.open(real_ports(vault)))
    finally:
        vault.close()
    state = "erased" if left else "sealed" if since is not None else "open"
    if as_json:
        plain = [msgspec.to_builtins(each) for each in logs]
        echo_json({"state": state, "since": _since(left, since), "logs": plain})
        return
    note(f"This case is {state} at this seat{_told(_since(left, since))}.")
    for each in logs:
        name = isolated(each.name) if each.name else f"{each.kind} {short(each.log)}"
        closed = ", closed" if each.closed else ""
        click.echo(f"{name}  {each.rule}  {each.entries} entries{closed}  head {each.head[:16]}")


@click.command("set-retention")
@click.argument("rule", type=click.Choice(_RULES))
@leaving_options
@at_desk
def set_retention(desk: DeskSeat, *, rule: str, yes: bool, dry_run: bool) -> None:
    """State, as the head of the desk, what every seat is to do at the end: keep, seal or erase.

    Every room is told; each person carries it out at their own seat (wasit retain).
    """
    rooms = ", ".join(isolated(name) for name in sorted(desk.seat.rooms)) or "no room yet"
    shown = f"To every room ({rooms}): at the end, every seat is to {rule} what it keeps."
    if confirmed(shown, yes=yes, dry_run=dry_run):
        desk.set_retention(Retention(rule))
        click.echo(f"The rule is now: {rule}.")


@click.command()
@click.option(
    "--second-passphrase-file",
    metavar="FILE",
    help="File of the second passphrase, or - for a line of stdin; else it is asked for.",
)
@click.option("--yes", is_flag=True, help="Do it without asking.")
@cost_option
@home_options
@sheet_option
def retain(
    *,
    second_passphrase_file: str | None,
    yes: bool,
    passphrase_cost: str | None,
    home: Path,
    passphrase_file: str | None,
    sheet_file: str | None,
    plain_http: bool,
) -> None:
    """Do at this seat what the case's rule asks: keep, seal or erase. Every room must be closed."""
    held = held_by(home, passphrase_file, sheet_file)
    if _erased_again(home, held):
        click.echo("This case is erased here; hashes of its entries are left.")
        return
    with opened_by(held, home, plain_http=plain_http) as seat:
        rule = rule_here(seat)
        if rule is Retention.KEEP:
            click.echo("The case's rule is to keep; nothing was changed.")
            return
        refuse_unfinished(seat)
        if rule is Retention.ERASE:
            _ask(_ERASING.format(unsent=_unsent(seat)), yes=yes)
            left = erase(seat)
            click.echo(f"Erased. Left are the hashes of {_count(left)} entries.")
            return
        _ask(_SEALING, yes=yes)
        second = secret_from(second_passphrase_file, prompt="Second passphrase", confirm=True)
        _refuse_same(held, second)
        seal(seat)
    _lock_alone(home, held, second, cost_typed(passphrase_cost))
    (home / SEALED).touch(mode=0o600)
    click.echo("Sealed. The case opens by the second passphrase or its recovery sheet.")


@click.command("unseal")
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    help="File of the passphrase it opens by from now on, or - for a line of stdin; else asked.",
)
@cost_option
@folder_options
@sheet_option
def unseal_case(
    *,
    new_passphrase_file: str | None,
    passphrase_cost: str | None,
    home: Path,
    passphrase_file: str | None,
    sheet_file: str | None,
) -> None:
    """Take the seal off again, by the second passphrase or the recovery sheet."""
    held = held_by(home, passphrase_file, sheet_file)
    vault = vault_of(home, held)
    try:
        if sealed_since(vault) is None and not (home / SEALED).exists():
            raise NotSealed("the case is not sealed at this seat; nothing was changed")
        new = secret_from(new_passphrase_file, prompt="New passphrase", confirm=True)
        _lock_alone(home, held, new, cost_typed(passphrase_cost))
        unseal(vault)
        (home / SEALED).unlink(missing_ok=True)
    finally:
        vault.close()
    click.echo("The case is open again, by its new passphrase.")


def _erased_again(home: Path, held: str | RecoverySheet) -> bool:
    """Whether the case is erased here; what a cut-off erasing left undone is done."""
    vault = vault_of(home, held)
    try:
        names = vault.names("hashes/")
        if not names:
            return False
        vault.scrub({name: vault.read(name) or b"" for name in names})
        return True
    finally:
        vault.close()


def _ask(shown: str, *, yes: bool) -> None:
    """Return when it may be done."""
    if yes:
        note(shown)
        return
    click.echo(shown, err=True)
    if not click.confirm("Do it?", err=True):
        note("Nothing was changed.")
        raise click.Abort


def _refuse_same(held: str | RecoverySheet, second: str) -> None:
    if held == second:
        raise SamePassphrase("the second passphrase is today's one; nothing was sealed")


def _lock_alone(home: Path, held: str | RecoverySheet, new: str, cost: PassphraseCost) -> None:
    change_passphrase(home / "vault", held=held, new=new, cost=cost, alone=True)


def _unsent(seat: Seat) -> str:
    count = sum(len(log.waiting) for log in seat.logs())
    return f" ({count} of your acts have not reached the relay)" if count else ""


def _count(left: tuple[KeptHashes, ...]) -> int:
    return sum(len(each.frames) for each in left)


def _since(left: tuple[KeptHashes, ...], sealed: str | None) -> str | None:
    return left[0].erased_at if left else sealed


def _told(since: str | None) -> str:
    return f", since {since}" if since is not None else ""


def _of_hashes(kept: KeptHashes) -> _Log:
    return _Log(
        "", kept.log_id.hex(), kept.kind.value, "erase", True, len(kept.frames), kept.head.hex()
    )


def _of_seat(seat: Seat) -> list[_Log]:
    shut = {log.record.log_id for log in seat.rooms.values() if log.talks.life is RoomState.CLOSED}
    return [
        _Log(
            name=log.record.name,
            log=log.record.log_id.hex(),
            kind=log.record.kind.value,
            rule=log.talks.retention.value,
            closed=log.record.log_id in shut,
            entries=log.number,
            head=log.channel.state.head().hex(),
        )
        for log in seat.logs()
    ]
