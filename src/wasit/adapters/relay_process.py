"""A relay as a process of its own, for plays and tests: started, waited for, stopped cleanly."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from wasit.errors import Fault

__all__ = ["RelayDidNotStart", "RelayProcess"]

_START_TIMEOUT_S = 30.0
_STOP_TIMEOUT_S = 5.0


class RelayDidNotStart(Fault):
    """The relay process did not come up; what it said is in the text. Nothing was stored."""

    code = "relay-did-not-start"
    advice = "Read what the relay said; another may be running on that port or folder."


class RelayProcess:
    """``wasit relay`` on a free loopback port, keeping everything in ``folder``.

    ``with RelayProcess(folder) as relay:`` gives a running one; ``url``, ``key`` and
    ``creation_token`` are what a client needs. Its messages go to ``relay.log`` in the folder.
    """

    def __init__(self, folder: Path, *, port: int = 0, options: Sequence[str] = ()) -> None:
        """``options`` are further ones of ``wasit relay``, as on a command line."""
        self._folder = folder
        self._port = port
        self._options = tuple(options)
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""
        self.key = ""

    @property
    def database(self) -> Path:
        """The file its logs are in."""
        return self._folder / "relay.db"

    @property
    def log_file(self) -> Path:
        """The file its messages are in."""
        return self._folder / "relay.log"

    @property
    def creation_token(self) -> str:
        """The token that lets a desk make logs."""
        return (self._folder / "creation-token").read_text(encoding="utf-8").strip()

    def start(self) -> None:
        """Start it, and return when it takes requests.

        Raises:
            RelayDidNotStart: it ended, said something else, or took too long.
        """
        command = [
            *(sys.executable, "-m", "wasit", "relay", "--port", str(self._port)),
            *("--db", f"sqlite:///{self.database}"),
            *("--key", str(self._folder / "relay-key")),
            *("--creation-token", str(self._folder / "creation-token")),
            *self._options,
        ]
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 (our own command)
                command, stdout=subprocess.PIPE, stderr=log, stdin=subprocess.DEVNULL
            )
        try:
            ready = json.loads(self._first_line(self._process))
            self.url, self.key = str(ready["url"]), str(ready["key"])
        except (ValueError, TypeError, KeyError) as error:
            self.kill()
            said = self.log_file.read_text(encoding="utf-8", errors="replace")[-2000:].strip()
            raise RelayDidNotStart(f"the relay process did not come up: {said}") from error

    def stop(self) -> int:
        """Stop it as an operator would (SIGTERM); its exit code, 0 when it ended cleanly."""
        process = self._running()
        process.terminate()
        try:
            code = process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        self._forget(process)
        return code

    def kill(self) -> None:
        """End it at once (SIGKILL), as a power cut would."""
        process = self._running()
        process.kill()
        process.wait()
        self._forget(process)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self.stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RelayDidNotStart("no relay process is running; nothing was stopped")
        return self._process

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is not None:
            process.stdout.close()
        self._process = None

    def _first_line(self, process: subprocess.Popen[bytes]) -> bytes:
        """What it prints first; cut short where it ends or the time passes."""
        pipe = process.stdout
        assert pipe is not None  # noqa: S101 (asked for above)
        deadline = time.monotonic() + _START_TIMEOUT_S
        line = b""
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                if not selector.select(deadline - time.monotonic()):
                    break
                part = os.read(pipe.fileno(), 4096)
                if not part:
                    break
                line += part
        return line
