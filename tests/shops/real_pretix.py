"""The client against a real pretix, whose answers are recorded on the way (`make test-shops`)."""

import os
from pathlib import Path

import pytest

from tests.shops.pretalx_recordings import recording, serving, write
from tests.shops.servers import Package
from tests.shops.test_pretix import FOLDER, SERVER, Promises

PRETIX = Package("pretix==2026.8.0", Path(__file__).parent / "pretix_server", "/api/v1/")


def environment(data):
    return {
        "DATA_DIR": str(data),
        "PRETIX_CONFIG_FILE": os.devnull,
        "PRETIX_PRETIX_DATADIR": str(data),
        "PRETIX_PRETIX_URL": SERVER,
    }


@pytest.fixture(scope="module")
def pretix(tmp_path_factory):
    """Run a pretix filled by `seed.py`; give its port and its token by name."""
    data = tmp_path_factory.mktemp("pretix")
    with PRETIX.running(data, environment(data)) as served:
        yield served


@pytest.fixture(scope="module")
def recorder(pretix, request):
    """Stand between the client and pretix; what was said becomes the recordings if all went well."""
    port, tokens = pretix
    heard = {}
    with serving(recording(port, tokens, heard)) as served:
        yield served.reader
    if not request.session.testsfailed:
        write(heard, FOLDER)


class TestRealServer(Promises):
    @pytest.fixture
    def tokens(self, pretix):
        return pretix[1]

    @pytest.fixture
    def reader(self, recorder):
        return recorder
