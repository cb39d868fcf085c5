"""A TLS certificate that a server makes for itself at its first start, and the words to compare.

Browsers take no Ed25519 certificates, so the key is ECDSA on P-256 (RFC 5480). Nobody vouches for
the certificate: whoever connects compares its fingerprint, as words, with what the invitation says.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from wasit.crypto.words import words_for

__all__ = ["Certificate", "certificate_words", "self_signed"]

_GOOD_FOR = timedelta(days=397)
_SLACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its private key, both PEM. The key is secret and is kept at mode 0600."""

    chain_pem: bytes
    key_pem: bytes = field(repr=False)


def self_signed(names: Sequence[str], *, now: datetime) -> Certificate:
    """A new certificate for these host names and addresses, good for 397 days from ``now``."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Wasit")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SLACK)
        .not_valid_after(now + _GOOD_FOR)
        .add_extension(x509.SubjectAlternativeName([_name(each) for each in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        chain_pem=certificate.public_bytes(serialization.Encoding.PEM),
        key_pem=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def certificate_words(chain_pem: bytes) -> tuple[str, ...]:
    """Six words that stand for the fingerprint (SHA-256) of a chain's first certificate.

    Raises:
        ValueError: it is no certificate.
    """
    certificate = x509.load_pem_x509_certificates(chain_pem)[0]
    return words_for("certificate", certificate.fingerprint(hashes.SHA256()))


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)
