"""``wasit serve`` and ``wasit open``: the desk and the rooms in a browser."""

import json
import webbrowser
from collections.abc import Callable
from pathlib import Path

import click

from wasit.cli.home import (
    cost_option,
    cost_typed,
    held_by,
    home_options,
    seat_folder,
    secret_from,
    sheet_option,
    vault_of,
)
from wasit.cli.places import default_home
from wasit.web.seats import seat_on
from wasit.web.serving import Ready, ServeSettings, open_here
from wasit.web.serving import serve as serve_pages

__all__ = ["open_seat", "serve"]

_idle_option = click.option(
    "--idle-minutes",
    default=30,
    show_default=True,
    type=click.IntRange(1, 24 * 60),
    help="How long a seat stays open without being used.",
)
_open_option = click.option(
    "--open/--no-open", "open_browser", default=False, help="Open the first page in a browser."
)


@click.command()
@click.option(
    "--home",
    envvar="WASIT_SERVE_HOME",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that holds everything (else one in this platform's data folder).",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=8770,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes a free one.",
)
@click.option("--name", "names", multiple=True, help="A host name it goes by; may be repeated.")
@click.option(
    "--public-url", default="", help="How browsers reach it, where a proxy in front ends TLS."
)
@click.option("--relay", help="A relay elsewhere; without it, one runs here as part of this.")
@click.option(
    "--creation-token-file", metavar="FILE", help="With --relay: the token its operator gave you."
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="PEM file with a certificate chain and its key; else one is made at the first start.",
)
@click.option("--plain-http", is_flag=True, help="Speak plain HTTP beyond this machine.")
@_idle_option
@_open_option
@cost_option
def serve(
    *,
    home: Path | None,
    relay: str | None,
    creation_token_file: str | None,
    open_browser: bool,
    passphrase_cost: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    public_url: str,
    certificate: Path | None,
    plain_http: bool,
    idle_minutes: int,
) -> None:
    """Serve the desk and the rooms to browsers, with a relay of its own. Ctrl+C stops it.

    Prints one line of JSON with the address of the desk once it takes requests.
    """
    token = secret_from(creation_token_file, prompt="Creation token") if relay else ""
    settings = ServeSettings(
        folder=home or default_home() / "serve",
        host=host,
        port=port,
        names=names,
        public_url=public_url,
        relay=(relay.rstrip("/"), token) if relay else None,
        certificate=certificate,
        plain_http=plain_http,
        idle_minutes=idle_minutes,
        cost=cost_typed(passphrase_cost) if passphrase_cost else None,
    )
    serve_pages(settings, ready=said(open_browser=open_browser))


@click.command("open")
@click.option(
    "--port",
    default=0,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes a free one.",
)
@_idle_option
@_open_option
@home_options
@sheet_option
def open_seat(
    *,
    home: Path,
    passphrase_file: str | None,
    sheet_file: str | None,
    plain_http: bool,
    port: int,
    idle_minutes: int,
    open_browser: bool,
) -> None:
    """Open this seat in a browser on this machine; its keys stay here. Ctrl+C closes it.

    Prints one line of JSON with an address that lets one browser in, once.
    """
    folder = seat_folder(home)
    vault = vault_of(folder, held_by(folder, passphrase_file, sheet_file))
    open_here(
        seat_on(vault, plain_http=plain_http),
        folder=folder,
        port=port,
        idle_minutes=idle_minutes,
        ready=said(open_browser=open_browser),
    )


def said(*, open_browser: bool) -> Callable[[Ready], None]:
    """Print one line once the pages are there, and open the first of them if that was asked."""

    def say(ready: Ready) -> None:
        told: dict[str, object] = {
            "url": ready.url,
            "address": ready.address,
            "first_run": ready.first_run,
        }
        if ready.words:
            told["certificate_words"] = list(ready.words)
        click.echo(json.dumps(told))
        if open_browser:
            webbrowser.open(ready.address)

    return say
