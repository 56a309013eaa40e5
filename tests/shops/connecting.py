"""Connections whose servers are the recordings, asked over a real socket."""

from shops.models import Connection
from tests.making import make_event

TOKENS = {"office": "token-of-the-office", "narrow": "token-without-speakers"}
TEAM = "a-token"


class NoTLS:
    """Stands in for TLS: the servers of the recordings speak plainly."""

    def wrap_socket(self, sock, server_hostname):
        return sock


def make_connection(event=None, **fields):
    fields = {
        "kind": "pretalx",
        "address": "https://talks.example.org",
        "slug": "d2m15",
        "token": TOKENS["office"],
    } | fields
    return Connection.objects.create(event=event or make_event(), **fields)


def make_shop(event=None, **fields):
    fields = {
        "kind": "pretix",
        "address": "https://tickets.example.org",
        "organizer": "saallicht",
        "slug": "k27",
        "token": TEAM,
    } | fields
    return make_connection(event, **fields)
