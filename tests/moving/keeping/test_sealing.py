"""Sealed files are read by who knows the passphrase, and by nobody who changed them."""

import os

import pytest

from moving.keeping.sealing import Key, NotGenuine, WrongPassphrase, sealed_size

KEY = Key(b"k" * 32)
MEGA = 1 << 20


def sealed(data, key=KEY):
    return b"".join(key.seal([data[at : at + 70_000] for at in range(0, len(data), 70_000)]))


def opened(data, key=KEY):
    return b"".join(key.unseal([data[at : at + 9_999] for at in range(0, len(data), 9_999)]))


@pytest.mark.parametrize("size", [0, 1, MEGA - 1, MEGA, MEGA + 1, 2 * MEGA])
def test_what_is_sealed_is_read_again_whatever_its_size(size):
    data = os.urandom(size)
    kept = sealed(data)
    assert opened(kept) == data
    assert len(kept) == sealed_size(size)
    assert kept != sealed(data)  # no two look the same


def test_nothing_can_be_changed_cut_off_moved_or_read_with_another_key():
    data = os.urandom(2 * MEGA + 5)
    kept = sealed(data)
    head, chunk = 32, MEGA + 16
    swapped = (
        kept[:head]
        + kept[head + chunk : head + 2 * chunk]
        + kept[head : head + chunk]
        + kept[head + 2 * chunk :]
    )
    flipped = kept[:100] + bytes([kept[100] ^ 1]) + kept[101:]
    broken = [
        flipped,
        swapped,
        kept[:-1],
        kept[: head + chunk],
        kept[:head],
        kept[:5],
        b"",
        kept + b"x",
    ]
    for one in broken:
        with pytest.raises(NotGenuine):
            opened(one)
    with pytest.raises(NotGenuine):
        opened(kept, Key(b"l" * 32))


def test_a_passphrase_gives_the_same_key_again_and_another_one_none():
    key, told = Key.new("Grüße aus Köln")
    assert Key.known("Grüße aus Köln", told) == key
    with pytest.raises(WrongPassphrase):
        Key.known("Gruesse", told)
