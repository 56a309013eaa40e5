"""What tests of backups share: files of their own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_files(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep away and bring back the files of one test, not those that all others have left."""
    settings.MEDIA_ROOT = Path(tmp_path_factory.mktemp("media"))
