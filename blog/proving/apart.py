"""What another process runs: it sets Django up before it loads anything that knows models."""

from collections.abc import Sequence
from typing import Any

import django


def begin(database: str) -> None:
    """Set this process up to ask the same database as the one that started it."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 - settings are there only now

    connection.settings_dict["NAME"] = database


def prove_pieces(ids: Sequence[int], quick: bool) -> list[Any]:
    """Prove some pieces, with the library of wordings as it is now."""
    from blog.proving.pieces import prove_pieces  # noqa: PLC0415 - models are there only now
    from blog.proving.wordings import Library  # noqa: PLC0415 - the same

    return prove_pieces(ids, Library.load(), quick=quick)
