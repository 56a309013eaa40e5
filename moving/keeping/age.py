"""Backups that only the holder of a secret key can read: each file is one of age's (age-encryption.org/v1).

The machine that makes backups knows the public key alone, so who breaks into it reads none of them. It can
therefore read no list of its own either: beside each lies what it needs to go on (`Store.known`). Names of files
are HMAC-SHA-256 under a key that lies open in the store: who has the store, and a file, can tell whether that file
is in it; nobody learns more from names.
"""

import hmac
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moving.keeping.sealing import NotGenuine

FORMAT = "age-encryption.org/v1"
_CHUNK = 1 << 20
_IN_MEMORY = 16 << 20
_PART, _TAG = 64 << 10, 16  # of age's payload
_HEADER = 180  # bytes that a header has at least


class NoAge(ValueError):
    """A key is none, or the package that age needs is not installed."""


@dataclass(frozen=True)
class AgeKey:
    """Public keys to seal for, and the secret ones to read with, where they are known."""

    secret: bytes  # of names
    recipients: tuple[str, ...]
    identities: tuple[str, ...] = ()

    @classmethod
    def new(cls, recipients: Iterable[str]) -> tuple["AgeKey", bytes]:
        """Return a key for these public keys, and what has to be kept of it."""
        key = cls(os.urandom(32), tuple(sorted({*recipients})))
        key._public()  # so that none is kept that cannot be used
        told = {"format": FORMAT, "recipients": key.recipients, "names": key.secret.hex()}
        return key, json.dumps(told, indent=1).encode()

    @classmethod
    def known(cls, told: bytes, identities: Iterable[str]) -> "AgeKey":
        """Return the key again; raises ValueError or KeyError if what was kept is damaged."""
        said = json.loads(told)
        return cls(bytes.fromhex(said["names"]), tuple(said["recipients"]), tuple(identities))

    def name(self, sha256: str) -> str:
        """Return the name of a file that holds this."""
        return hmac.digest(self.secret, sha256.encode(), "sha256").hex()

    def fits(self, size: int, kept: int) -> bool:
        """Tell whether a file of so many bytes can be so large when sealed; age varies its headers."""
        return kept >= _HEADER + 16 + size + _TAG * max(1, -(-size // _PART))

    def seal(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield bytes sealed."""
        with _spool() as plain, _spool() as sealed:
            plain.writelines(chunks)
            plain.seek(0)
            _pyrage().encrypt_io(plain, sealed, self._public())
            yield from _all_of(sealed)

    def unseal(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield bytes as they were before; raises NotGenuine before any that are not, or OSError."""
        with _spool() as sealed, _spool() as plain:
            sealed.writelines(chunks)
            sealed.seek(0)
            try:
                _pyrage().decrypt_io(sealed, plain, self._private())
            except (_pyrage().DecryptError, OSError) as error:
                if getattr(error, "errno", None):  # of this machine, such as no room in TMPDIR
                    raise
                raise NotGenuine(
                    f"it is cut off, not as it was written, or of another key ({error})"
                ) from error
            yield from _all_of(plain)

    def _public(self) -> list[Any]:
        try:
            return [_pyrage().x25519.Recipient.from_str(one) for one in self.recipients]
        except _pyrage().RecipientError as error:
            raise NoAge("A public key of age begins with age1; age-keygen makes one.") from error

    def _private(self) -> list[Any]:
        try:
            return [_pyrage().x25519.Identity.from_str(one) for one in self.identities]
        except _pyrage().IdentityError as error:
            raise NoAge("The file of the secret key holds something else.") from error


def identities_in(file: Path | None) -> tuple[str, ...]:
    """Return the secret keys in a file as age-keygen writes it; none without a file. Raises NoAge or OSError."""
    if file is None:
        return ()
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    found = tuple(line for line in lines if line.startswith("AGE-SECRET-KEY-"))
    if not found:
        raise NoAge(f"{file} holds no secret key of age (AGE-SECRET-KEY-…).")
    return found


def _spool() -> Any:
    return tempfile.SpooledTemporaryFile(_IN_MEMORY)


def _all_of(file: Any) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _pyrage() -> Any:
    try:
        import pyrage  # noqa: PLC0415 - only some sites have it
    except ImportError as error:
        raise NoAge(
            "age needs one more package: EXTRAS=age in .env, then make production."
        ) from error
    return pyrage
