"""The key that anchors are signed with (Ed25519), and notes that carry their signature.

The key lies in a file (ANCHOR_KEY) that the database does not know. A note is a text, an empty line and a line
with its signature, as C2SP's signed-note has it: `— <name> <base64 of four bytes of the key's hash and signature>`.
"""

import base64
import binascii
import os
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

_ED25519 = b"\x01"
_HASH = 4  # bytes of the key's hash before the signature


def signing_key(path: Path) -> Ed25519PrivateKey:
    """Return the key in a file, made and written there (for its owner alone) if there is none.

    Raises ValueError if it is another kind of key.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        return _made(path)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key.")  # noqa: TRY004 - a matter of the file
    return key


def _made(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def raw(key: Ed25519PublicKey) -> bytes:
    """Return the 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def pem(key: Ed25519PublicKey) -> str:
    """Return a public key as OpenSSL reads it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def signed(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """Return a text (which ends with a line break) as a signed note."""
    signature = _key_hash(name, key.public_key()) + key.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(signature).decode()}\n"


def is_signed(note: str, key: Ed25519PublicKey) -> bool:
    """Tell whether a note carries a signature by this key that fits its text."""
    text, _break, line = note.rpartition("\n— ")
    name, _space, encoded = line.strip().partition(" ")
    try:
        signature = base64.b64decode(encoded, validate=True)
        if signature[:_HASH] != _key_hash(name, key):
            return False
        key.verify(signature[_HASH:], text.encode())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _key_hash(name: str, key: Ed25519PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + raw(key)).digest()[:_HASH]
