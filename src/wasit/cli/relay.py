"""``wasit relay``: run a blind relay until it is told to stop."""

import gc
import json
import logging
import os
import re
import secrets
import sys
from pathlib import Path

import click

from wasit.adapters.plain_http import refuse_plain_http
from wasit.adapters.secret_files import UnusableSecretFile, read_or_make_secret
from wasit.crypto.notes import relay_public_key
from wasit.errors import BadInput
from wasit.relay.app import RelayApp
from wasit.relay.limits import Limits
from wasit.relay.server import RelayServer, listen
from wasit.relay.sqlite_store import SqliteStore

__all__ = ["UnknownStore", "relay"]

_SCHEME = "sqlite:///"
_GARBAGE_THRESHOLD = 20_000
"""A request makes many short-lived objects; looking for cycles so often finds none of them."""


class UnknownStore(BadInput):
    """The database address is of no kind this relay keeps logs in. The relay did not start."""

    code = "unknown-store"
    advice = "Write it as sqlite:///PATH (four slashes for an absolute path)."


_DEFAULTS = Limits()


@click.command()
@click.option(
    "--db",
    default="sqlite:///relay.db",
    show_default=True,
    metavar="sqlite:///PATH",
    help="Where the logs are kept.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=8750,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes a free one.",
)
@click.option(
    "--key",
    "key_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of the signing key (hex); made at first start. Beside the database if not named.",
)
@click.option(
    "--creation-token",
    "token_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of the token that lets a desk make logs; made at first start, likewise.",
)
@click.option(
    "--plain-http",
    is_flag=True,
    help="Speak plain HTTP beyond this machine (HTTPS in front is better).",
)
@click.option(
    "--max-frames",
    "frames",
    default=_DEFAULTS.frames,
    show_default=True,
    help="Frames that one log may hold.",
)
@click.option(
    "--max-bytes",
    "frame_bytes",
    default=_DEFAULTS.frame_bytes,
    show_default=True,
    help="Bytes that the frames of one log may have together.",
)
@click.option(
    "--appends-per-minute",
    default=_DEFAULTS.appends_per_minute,
    show_default=True,
    help="Frames that one log takes in a minute; raise it while seats give a log back.",
)
@click.option(
    "--max-file-bytes",
    "blob_bytes",
    default=_DEFAULTS.blob_bytes,
    show_default=True,
    help="Bytes of sealed files that a room, and apart from it the desk, may keep in one log.",
)
@click.option(
    "--blobs-per-minute",
    default=_DEFAULTS.blobs_per_minute,
    show_default=True,
    help="Chunks of files (64 KiB) that one log takes in a minute, likewise.",
)
@click.option(
    "--streams",
    default=_DEFAULTS.streams,
    show_default=True,
    help="Readers that may wait for one log at the same time.",
)
@click.option(
    "--patience",
    "patience_s",
    default=_DEFAULTS.body_s,
    show_default=True,
    help="Seconds in which a request's head, and then its body, must be there.",
)
@click.option(
    "--restoring",
    is_flag=True,
    help="Take frames from owners only, until they have given back what an old backup lacks.",
)
def relay(
    *,
    db: str,
    host: str,
    port: int,
    key_file: Path | None,
    token_file: Path | None,
    plain_http: bool,
    frames: int,
    frame_bytes: int,
    appends_per_minute: int,
    blob_bytes: int,
    blobs_per_minute: int,
    streams: int,
    patience_s: float,
    restoring: bool,
) -> None:
    """Run a relay: it numbers and keeps sealed frames, and can read none of them.

    Prints one line of JSON with its address and key once it takes requests. SIGTERM stops it.
    """
    refuse_plain_http(host, allowed=plain_http)
    path = database_path(db)
    limits = Limits(
        frames=frames,
        frame_bytes=frame_bytes,
        appends_per_minute=appends_per_minute,
        blob_bytes=blob_bytes,
        blobs_per_minute=blobs_per_minute,
        streams=streams,
        body_s=patience_s,
        head_s=patience_s,
        owners_only=restoring,
    )
    seed = _signing_seed(key_file or path.with_name(f"{path.name}.key"))
    creation_token = read_or_make_secret(
        token_file or path.with_name(f"{path.name}.creation-token"),
        make=lambda: secrets.token_urlsafe(24),
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    os.umask(0o077)
    gc.set_threshold(_GARBAGE_THRESHOLD)
    store = SqliteStore(path, limits=limits)
    try:
        app = RelayApp(store=store, seed=seed, creation_token=creation_token, limits=limits)
        key = relay_public_key(seed).hex()
        RelayServer(
            app, at=listen(host, port), ready=lambda url: _say_ready(url, key=key)
        ).serve_until_stopped()
    finally:
        store.close()


def database_path(address: str) -> Path:
    """The file that ``sqlite:///PATH`` names.

    >>> database_path("sqlite:////var/lib/wasit/relay.db")
    PosixPath('/var/lib/wasit/relay.db')
    """
    path = address.removeprefix(_SCHEME)
    if path == address or not path:
        raise UnknownStore(f"{address!r} is no {_SCHEME}PATH; the relay did not start")
    return Path(path)


def _signing_seed(path: Path) -> bytes:
    text = read_or_make_secret(path, make=lambda: secrets.token_hex(32))
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise UnusableSecretFile(f"{path} does not hold 64 hex digits; the relay did not start")
    return bytes.fromhex(text)


def _say_ready(url: str, *, key: str) -> None:
    click.echo(json.dumps({"url": url, "key": key}))
