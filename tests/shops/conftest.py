"""Shops that answer: servers in a thread, whatever host a connection names."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from shops import asking
from tests.shops.connecting import TEAM, TOKENS, NoTLS
from tests.shops.pretalx_recordings import replaying, serving

PRETIX = Path(__file__).parent / "recordings" / "pretix"


@pytest.fixture
def answering(monkeypatch):
    """Let every shop be a server that gives `answer(path, headers)`; returns what it is asked."""
    with ExitStack() as stack:

        def serve(answer):
            served = stack.enter_context(serving(answer))
            served.reader.tls = NoTLS()
            monkeypatch.setattr(asking, "new_reader", lambda: served.reader)
            return served

        yield serve


@pytest.fixture
def replayed(answering):
    """The recorded pretalx."""
    return answering(replaying(TOKENS))


@pytest.fixture
def shop(answering):
    """The recorded pretix, as it answers over https."""
    answer = replaying({"team": TEAM}, PRETIX)

    def secure(path, headers):
        said = answer(path, headers)
        return said._replace(body=said.body.replace(b'"http://', b'"https://'))

    return answering(secure)
