"""The certificate a server shows: one that was given, or one it makes at its first start."""

from collections.abc import Sequence
from pathlib import Path

from wasit.adapters.secret_files import read_or_make_secret
from wasit.crypto.certificates import certificate_words, self_signed
from wasit.errors import BadInput
from wasit.seat.ports import Clock

__all__ = ["NoCertificate", "own_certificate", "words_of_certificate"]


class NoCertificate(BadInput):
    """The file holds no certificate. The server did not start."""

    code = "no-certificate"
    advice = "Name a PEM file that holds a certificate chain and its key."


def own_certificate(folder: Path, *, names: Sequence[str], clock: Clock) -> Path:
    """The file (mode 0600) of this server's own key and certificate, made where there is none."""
    path = folder / "certificate.pem"

    def make() -> str:
        made = self_signed(names, now=clock.now())
        return (made.key_pem + made.chain_pem).decode("ascii").strip()

    read_or_make_secret(path, make=make)
    return path


def words_of_certificate(path: Path) -> tuple[str, ...]:
    """Six words that stand for the first certificate in a PEM file.

    Raises:
        NoCertificate: there is none in it.
    """
    try:
        return certificate_words(path.read_bytes())
    except (OSError, ValueError, IndexError) as error:
        raise NoCertificate(f"{path} holds no certificate; the server did not start") from error
