"""A desk and two rooms run by commands alone, over a relay inside this process."""

import json
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from wasit.cli.main import main
from wasit.errors import WasitError
from wasit.relay.app import RelayApp
from wasit.relay.server import RelayThread
from wasit.relay.sqlite_store import SqliteStore

TOKEN = "let-me-make-logs"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str
    error: BaseException | None

    @property
    def told(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


class Trial:
    """Homes by name in one folder; each call is one command, as ``run`` would end it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.relay: RelayThread | None = None
        self.url = ""
        secret(folder / "passphrase", "a passphrase for trials")
        secret(folder / "token", TOKEN)

    def tries(
        self, home: str, *arguments: str, given: str = "", env: Mapping[str, str] | None = None
    ) -> Done:
        """Run a command at that home, whatever comes of it."""
        environment = {
            "WASIT_HOME": str(self.folder / home),
            "WASIT_PASSPHRASE_FILE": str(self.folder / "passphrase"),
            "WASIT_PASSPHRASE_COST": "1,1,128",
            **(env or {}),
        }
        result = CliRunner().invoke(
            main,
            list(arguments),
            input=given,
            env=environment,
            standalone_mode=False,
        )
        code, err = 0, result.stderr
        match result.exception:
            case None:
                code = result.return_value if isinstance(result.return_value, int) else 0
            case click.exceptions.Abort():
                code = 130
            case WasitError() | click.ClickException() as error:
                code = error.exit_code
                err += str(error)
            case other:
                raise other
        return Done(code, result.stdout, err, result.exception)

    def does(self, home: str, *arguments: str, given: str = "") -> Done:
        """Run a command that must end well."""
        done = self.tries(home, *arguments, given=given)
        assert done.code == 0, f"{arguments}: {done.err}"
        return done

    def asks(self, home: str, *arguments: str, given: str = "") -> Any:
        """What a command that must end well printed with ``--json``."""
        return self.does(home, *arguments, "--json", given=given).told

    @contextmanager
    def online(self, *, port: int = 0) -> Generator[RelayThread]:
        """The relay, while it runs; a later one at the same port is the same relay again."""
        store = SqliteStore(self.folder / "relay.db")
        app = RelayApp(store=store, seed=bytes(32), creation_token=TOKEN)
        try:
            with RelayThread(app, port=port) as relay:
                self.url = relay.url
                yield relay
        finally:
            store.close()

    def set_up(self) -> None:
        """Open the case with rooms A (Amal) and B (Boris), everybody let in, words compared."""
        token = ("--creation-token-file", str(self.folder / "token"))
        rooms = ("--room", "A:en,ar", "--room", "B:en")
        case = ("--title", "Port talks", "--name", "Dalal", "--relay", self.url)
        self.does("desk", "new", *case, *token, *rooms)
        self.does("desk", "introduce", "side A", "--to", "B", "--stands-for", "A", "--yes")
        self.does("desk", "introduce", "side B", "--to", "A", "--stands-for", "B", "--yes")
        self.let_in("amal", "Amal", room="A")
        self.let_in("boris", "Boris", room="B")

    def let_in(self, home: str, name: str, *, room: str, role: str = "head") -> None:
        """Invite, join and admit somebody."""
        invited = self.asks("desk", "invite", "--name", name, "--room", room, "--role", role)
        words = self.asks(home, "join", "--link-file", "-", given=invited["link"])["words"]
        self.does("desk", "admit", invited["invitation"][:10], "--words", " ".join(words))
        self.does(home, "join")


def secret(path: Path, text: str) -> None:
    """Write a file that is its owner's alone."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
