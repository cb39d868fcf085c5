"""``wasit relay``: what it makes at first start, and what it refuses to start with."""

from pathlib import Path

import pytest

from wasit.adapters.plain_http import PlainHttpRefused
from wasit.adapters.secret_files import SecretFileOpen, UnusableSecretFile
from wasit.cli.main import main
from wasit.cli.relay import UnknownStore
from wasit.errors import WasitError


def arguments(folder: Path, **changed: str) -> list[str]:
    options = {
        "db": f"sqlite:///{folder / 'relay.db'}",
        "host": "127.0.0.1",
        "port": "0",
        "key": str(folder / "key"),
        "creation-token": str(folder / "token"),
    } | {name.replace("_", "-"): value for name, value in changed.items()}
    return ["relay", *(f"--{name}={value}" for name, value in options.items())]


REFUSED: list[tuple[dict[str, str], type[WasitError]]] = [
    ({"host": "0.0.0.0"}, PlainHttpRefused),
    ({"host": "relay.example"}, PlainHttpRefused),
    ({"db": "postgresql://somewhere"}, UnknownStore),
    ({"db": "/var/lib/relay.db"}, UnknownStore),
    ({"db": "sqlite:///"}, UnknownStore),
    ({"key": "/no/such/folder/key"}, UnusableSecretFile),
]


@pytest.mark.parametrize(("changed", "error"), REFUSED)
def test_relay_does_not_start_on_wrong_options(
    tmp_path: Path, changed: dict[str, str], error: type[WasitError]
) -> None:
    """Nothing is listened to and no log is kept where the operator's wish is unclear or unsafe."""
    with pytest.raises(error):
        main.main(arguments(tmp_path, **changed), standalone_mode=False)
    assert not (tmp_path / "relay.db").exists()


@pytest.mark.parametrize(
    ("content", "mode", "error"),
    [
        ("ab" * 32, 0o644, SecretFileOpen),
        ("ab" * 32, 0o660, SecretFileOpen),
        ("", 0o600, UnusableSecretFile),
        ("not a key", 0o600, UnusableSecretFile),
        ("ab" * 31, 0o600, UnusableSecretFile),
    ],
)
def test_unusable_key_file_is_refused_and_kept(
    tmp_path: Path, content: str, mode: int, error: type[WasitError]
) -> None:
    """A relay that made itself a new key would be another relay to every log it holds."""
    key = tmp_path / "key"
    key.write_text(content)
    key.chmod(mode)
    with pytest.raises(error):
        main.main(arguments(tmp_path), standalone_mode=False)
    assert key.read_text() == content
