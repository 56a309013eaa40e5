"""Time stamps by RFC 3161: an authority says that it has seen an anchor at a moment."""

from hashlib import sha256

from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    decode_timestamp_response,
)

from outbound.fetching import Fetcher

_GRANTED = (0, 1)  # granted, granted with modifications


class Stamper(Fetcher):
    """Asks a time stamp authority, guarded as every request to another server."""


def time_stamp(data: bytes, address: str, stamper: Stamper) -> bytes:
    """Return the authority's answer over some data, as OpenSSL reads it.

    Raises NoAnswer if it does not answer, ValueError if what it answers is no stamp over these data.
    """
    request = TimestampRequestBuilder(data, HashAlgorithm.SHA256).build()
    status, body = stamper.ask(address, request.as_bytes(), "application/timestamp-query")
    if status != 200:
        raise ValueError(f"the time stamp authority answers with status {status}")
    answer = decode_timestamp_response(body)
    if not covers(answer, data) or answer.tst_info.nonce != request.nonce:
        raise ValueError("the time stamp authority has stamped something else")
    return body


def is_stamp_of(stamp: bytes, data: bytes) -> bool:
    """Tell whether a stamp is over these data; who gave it, OpenSSL can tell with the authority's certificate."""
    try:
        return covers(decode_timestamp_response(stamp), data)
    except ValueError:
        return False


def covers(answer: TimeStampResponse, data: bytes) -> bool:
    """Tell whether an answer grants a stamp over some data."""
    granted = answer.status in _GRANTED
    return granted and answer.tst_info.message_imprint.message == sha256(data).digest()
