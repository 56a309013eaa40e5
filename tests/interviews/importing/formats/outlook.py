"""A mail of Outlook, written as [MS-CFB] says, as small as one can be."""

import struct

_SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def outlook_mail(subject: str, body: str) -> bytes:
    """Return a .msg file; its streams are long enough to need no small sectors."""
    streams = {
        "__properties_version1.0": b"\x00" * 4096,
        "__substg1.0_0037001F": _padded(subject),
        "__substg1.0_1000001F": _padded(body),
    }
    fat = [_FAT, _END]
    data, entries = b"", [_entry("Root Entry", 5, _END, 0, child=2)]
    for number, (name, stream) in enumerate(streams.items(), 1):
        first, sectors = len(fat), -(-len(stream) // _SECTOR)
        fat += [*range(first + 1, first + sectors), _END]
        data += stream.ljust(sectors * _SECTOR, b"\x00")
        left, right = (1, 3) if number == 2 else (_NONE, _NONE)
        entries.append(_entry(name, 2, first, len(stream), left=left, right=right))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = b"".join(struct.pack("<I", entry) for entry in fat)
    return head + table.ljust(_SECTOR, b"\xff") + b"".join(entries) + data


def _padded(text: str) -> bytes:
    return text.encode("utf-16-le").ljust(4096, b"\x00")


def _entry(
    name: str, kind: int, start: int, size: int, *, left=_NONE, right=_NONE, child=_NONE
) -> bytes:
    wide = name.encode("utf-16-le") + b"\x00\x00"
    entry = wide.ljust(64, b"\x00") + struct.pack("<HBB", len(wide), kind, 1)
    entry += struct.pack("<III", left, right, child) + b"\x00" * 36
    return entry + struct.pack("<IQ", start, size)
