"""A certificate for loopback and who vouches for it, as an operator of a cluster has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pathlib import Path

LOOPBACK: Final = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])


def dask_tls(folder: Path) -> dict[str, str]:
    """Write an authority, a certificate and its key; give the settings of Dask that name them."""
    folder.mkdir()
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _signed("authority", authority_key, "authority", authority_key, is_authority=True)
    certificate = _signed("worker", key, "authority", authority_key, is_authority=False)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    written = {"ca-file": pem(authority), "cert": pem(certificate), "key": secret}
    for name, content in written.items():
        (folder / name).write_bytes(content)
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    settings = {f"{tls}CA_FILE": str(folder / "ca-file")}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings |= {f"{tls}{role}__{what.upper()}": str(folder / what) for what in ("cert", "key")}
    return settings


def pem(certificate: x509.Certificate) -> bytes:
    """Return a certificate as it is written to a file."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def _signed(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    by: str,
    by_key: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(by))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(LOOPBACK, critical=False)
        .sign(by_key, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
