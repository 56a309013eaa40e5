"""Files that only who knows a passphrase can read, or change unnoticed.

Format (podium-sealed-1). The key of a store is scrypt of the passphrase; its parameters, its salt and a
check stand in `key.json`. A file is the line `podium-sealed-1`, 16 random bytes, then chunks. The key of a file is
HKDF-SHA-256 of the store's key with those bytes as salt and the first line as info. A chunk is up to 1 MiB of
plain bytes in ChaCha20-Poly1305 (RFC 8439), 16 bytes longer; its nonce is its number in 11 bytes, big-endian, and
a byte that is 1 on the last one: so no chunk can be left out, moved or cut off. It is the construction of age
(C2SP) with a key of its own. Names of files are HMAC-SHA-256 over the hash of what they hold.
"""

import hmac
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_MAGIC = b"podium-sealed-1\n"
_SALT = 16
_CHUNK = 1 << 20
_TAG = 16
_COST = {"n": 2**17, "r": 8, "p": 1}  # OWASP's password storage cheat sheet; 128 MB of memory


class WrongPassphrase(ValueError):
    """Whoever asks does not know the passphrase."""


class NotGenuine(ValueError):
    """A sealed file is not whole, or not as it was written."""


@dataclass(frozen=True)
class Key:
    """The key of a store."""

    secret: bytes

    @classmethod
    def new(cls, passphrase: str) -> tuple["Key", bytes]:
        """Return a new key, and what has to be kept to have it again from the passphrase."""
        salt = os.urandom(_SALT)
        key = cls(_stretched(passphrase, salt, _COST))
        told = {
            "format": _MAGIC.decode().strip(),
            "kdf": "scrypt",
            **_COST,
            "salt": b64encode(salt).decode(),
            "check": key.name("check"),
        }
        return key, json.dumps(told, indent=1).encode()

    @classmethod
    def known(cls, passphrase: str, told: bytes) -> "Key":
        """Return the key again; raises WrongPassphrase, or ValueError if what was kept is damaged."""
        said = json.loads(told)
        cost = {name: int(said[name]) for name in _COST}
        key = cls(_stretched(passphrase, b64decode(said["salt"]), cost))
        if not hmac.compare_digest(key.name("check"), said["check"]):
            raise WrongPassphrase("The passphrase is not the one of this backup.")
        return key

    def name(self, sha256: str) -> str:
        """Return the name of a file that holds this; it tells nobody what that is."""
        return hmac.digest(self.secret, sha256.encode(), "sha256").hex()

    def fits(self, size: int, kept: int) -> bool:
        """Tell whether a file of so many bytes is so large when sealed."""
        return kept == sealed_size(size)

    def seal(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield bytes sealed."""
        salt = os.urandom(_SALT)
        yield _MAGIC + salt
        cipher = self._cipher(salt)
        for number, (chunk, last) in enumerate(_told_last(_even(chunks, _CHUNK))):
            yield cipher.encrypt(_nonce(number, last), chunk, None)

    def unseal(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield bytes as they were before; raises NotGenuine before any that are not."""
        head = len(_MAGIC) + _SALT
        sealed = _head_and_rest(chunks, head)
        start = next(sealed)
        if len(start) < head or not start.startswith(_MAGIC):
            raise NotGenuine("it is no sealed file")
        cipher = self._cipher(start[len(_MAGIC) :])
        for number, (chunk, last) in enumerate(_told_last(_even(sealed, _CHUNK + _TAG))):
            try:
                yield cipher.decrypt(_nonce(number, last), chunk, None)
            except InvalidTag as error:
                raise NotGenuine("it is cut off, or not as it was written") from error

    def _cipher(self, salt: bytes) -> ChaCha20Poly1305:
        derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=_MAGIC)
        return ChaCha20Poly1305(derived.derive(self.secret))


def sealed_size(size: int) -> int:
    """Return how many bytes so many are when sealed."""
    return len(_MAGIC) + _SALT + size + _TAG * max(1, -(-size // _CHUNK))


def _stretched(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode())


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _even(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield the same bytes in chunks of one size, but for the last; one empty chunk for none at all."""
    rest, empty = b"", True
    for chunk in chunks:
        rest += chunk
        while len(rest) >= size:
            yield rest[:size]
            rest, empty = rest[size:], False
    if rest or empty:
        yield rest


def _told_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    before: bytes | None = None
    for chunk in chunks:
        if before is not None:
            yield before, False
        before = chunk
    if before is not None:
        yield before, True


def _head_and_rest(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield so many bytes, then the others."""
    head, begun = b"", False
    for chunk in chunks:
        if begun:
            yield chunk
            continue
        head += chunk
        if len(head) >= size:
            yield head[:size]
            yield head[size:]
            begun = True
    if not begun:
        yield head
