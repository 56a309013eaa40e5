"""Lines of the log, as text or as JSON, without what is personal.

No mail address, no address of a visitor, no query, no personal link, whatever a library writes. Addresses of
our own network stay: a line about a database that is away needs them.
"""

import json
import logging
import re
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from running.request_ids import KEPT, current, route_of

_MAIL = re.compile(r"[^\s@<>\"'(),;:=]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_IP = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4})(?![\w.]*\w)"
)
_QUERY = re.compile(r"(?<=[\w/.-])\?[^\s\"'<>]+")
# As deploy/nginx.conf has them: what follows is a key.
_PERSONAL = re.compile(r"(/(?:botschafter|entwurf|gast|haken|konto)/)[^\s\"'<>?]+")


def redacted(text: str) -> str:
    """Return a text of the log without what is personal."""
    text = _PERSONAL.sub(r"\1-", text)
    text = _QUERY.sub("?-", text)
    text = _MAIL.sub("<mail>", text)
    return _IP.sub(lambda found: "<address>" if _of_others(found[0]) else found[0], text)


def _of_others(address: str) -> bool:
    try:
        return ip_address(address).is_global
    except ValueError:  # a time, a version
        return False


def message_of(record: logging.LogRecord) -> str:
    """Return what a record says; of a request its route instead of its path."""
    said = record.getMessage()
    request = getattr(record, "request", None)
    if path := getattr(request, "path", ""):
        said = said.replace(path, route_of(request)) if request else said
    return redacted(said)


def _name_of(record: logging.LogRecord) -> str:
    """Return the name of the request that a record is about."""
    meta = getattr(getattr(record, "request", None), "META", {})
    return str(meta.get(KEPT, ""))


class PlainLines(logging.Formatter):
    """Text for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return moment, level, logger and message."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(" ", "milliseconds")
        line = f"{moment} {record.levelname} {record.name} {message_of(record)}"
        if record.exc_info:
            line += f"\n{redacted(self.formatException(record.exc_info))}"
        return line


class JsonLines(logging.Formatter):
    """A JSON object for each record, on a line of its own, for machines that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return time, level, logger, message, request, and what went wrong."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
        }
        if name := current.get() or _name_of(record):
            line["request"] = name
        line |= getattr(record, "podium", {})
        if record.exc_info:
            line["exception"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
