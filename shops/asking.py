"""Ask the system that a connection leads to, and say in an editor's terms what went wrong."""

from django.conf import settings

from shops.models import Connection
from shops.pretalx import Pretalx
from shops.pretix import Pretix
from shops.reading import IN_A_TASK, Reader, ShopFailure
from shops.sync_plan import Thing

TROUBLE_OF = {
    401: Connection.Trouble.NO_RIGHT,
    403: Connection.Trouble.NO_RIGHT,
    404: Connection.Trouble.NOT_FOUND,
    410: Connection.Trouble.NOT_FOUND,
    429: Connection.Trouble.TOO_MANY,
}


def new_reader() -> Reader:
    """Return what asks; tests put one here that asks a server of theirs."""
    return Reader()


def ask(connection: Connection, within: float = IN_A_TASK) -> list[Thing]:
    """Return what the other system says within so many seconds. Raises ShopFailure."""
    language, reader = settings.LANGUAGE_CODE[:2], new_reader()
    reader.all_within(within)
    where = (connection.slug, connection.token, language)
    if connection.kind == Connection.Kind.PRETIX:
        return Pretix(connection.address, connection.organizer, *where, reader=reader).tiers()
    return Pretalx(connection.address, *where, reader=reader).programme()


def trouble(failure: ShopFailure) -> Connection.Trouble:
    """Return what a failure means."""
    if failure.status is None:
        silent = "no answer" in str(failure)
        return Connection.Trouble.SILENT if silent else Connection.Trouble.STRANGE
    if failure.status >= 500:
        return Connection.Trouble.BROKEN
    return TROUBLE_OF.get(failure.status, Connection.Trouble.STRANGE)
