"""Secret files are read only where nobody else can read them."""

from pathlib import Path

import pytest

from wasit.adapters.secret_files import SecretFileOpen, read_or_make_secret


@pytest.mark.parametrize(
    ("mode", "is_credential", "is_read"),
    [
        (0o400, False, True),
        (0o440, False, False),
        (0o440, True, True),
        (0o444, True, False),
        (0o460, True, False),
    ],
)
def test_secret_handed_over_by_systemd_is_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mode: int,
    is_credential: bool,
    is_read: bool,
) -> None:
    """Its access list shows as 0440; anywhere else, that is a secret others may read."""
    secret = tmp_path / "relay-key"
    secret.write_text("ab" * 32)
    secret.chmod(mode)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path if is_credential else tmp_path / "x"))
    if is_read:
        assert read_or_make_secret(secret, make=lambda: "") == "ab" * 32
    else:
        with pytest.raises(SecretFileOpen):
            read_or_make_secret(secret, make=lambda: "")
