import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from delivery.page_cache import PageCache
from pages.house.errors import unavailable
from tests.pages.asking import ask


@pytest.fixture(params=["with the page cache", "without"])
def read(request):
    """Ask as a reader does; the test's transaction stays open across requests, as Django's client has it."""
    application = WSGIHandler()
    if request.param != "without":
        application = PageCache(application, most=1 << 22, shared=None, unavailable=unavailable)

    def read(address, **more):
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)  # which the client connects again
        return ask(application, address, **more)

    yield read
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
