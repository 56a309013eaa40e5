"""The client against a real pretalx, whose answers are recorded on the way (`make test-shops`)."""

import os
from pathlib import Path

import pytest

from tests.shops.pretalx_recordings import SERVER, recording, serving, write
from tests.shops.servers import Package
from tests.shops.test_pretalx import Promises

PRETALX = Package("pretalx==2026.2.1", Path(__file__).parent / "pretalx_server", "/api/")


def environment(data):
    return {
        "PRETALX_CONFIG_FILE": os.devnull,
        "PRETALX_FILESYSTEM_BASE": str(data),
        "PRETALX_DB_TYPE": "sqlite3",
        "PRETALX_DB_NAME": str(data / "pretalx.sqlite3"),
        "PRETALX_REDIS_SESSIONS": "False",
        "PRETALX_DEBUG": "False",
        "PRETALX_LANGUAGE_CODE": "de",
        "PRETALX_SITE_URL": SERVER,
        "PRETALX_MAX_PAGINATION_LIMIT": "25",
    }


@pytest.fixture(scope="module")
def pretalx(tmp_path_factory):
    """Run a pretalx filled by `seed.py`; give its port and its tokens by name."""
    data = tmp_path_factory.mktemp("pretalx")
    with PRETALX.running(data, environment(data)) as served:
        yield served


@pytest.fixture(scope="module")
def recorder(pretalx, request):
    """Stand between the client and pretalx; what was said becomes the recordings if all went well."""
    port, tokens = pretalx
    heard = {}
    with serving(recording(port, tokens, heard)) as served:
        yield served.reader
    if not request.session.testsfailed:
        write(heard)


class TestRealServer(Promises):
    @pytest.fixture
    def tokens(self, pretalx):
        return pretalx[1]

    @pytest.fixture
    def reader(self, recorder):
        return recorder
