"""Where the files of the other site are: in a folder of its uploads, or still where they were."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from media.uploads import MAX_BYTES
from outbound.fetching import Fetcher, NoAnswer

SECONDS, PAUSE = 60.0, 0.2  # for one picture, and between two of the same host


class Files(Protocol):
    """Something that may have the file of an address."""

    def has(self, address: str) -> bool:
        """Tell whether it has it, as far as that is known without asking."""

    def read(self, address: str) -> bytes | None:
        """Return the bytes of a file; None if it has none."""


class Nowhere:
    """No files at all: texts alone are brought in."""

    def has(self, address: str) -> bool:
        """Tell that there are none."""
        return False

    def read(self, address: str) -> bytes | None:
        """Return none."""
        return None


class Folder:
    """A folder with the site's uploads; only what lies in it is ever opened."""

    def __init__(self, folder: Path) -> None:
        """Look at what there is, without following links out of it."""
        self._by_name: defaultdict[str, list[Path]] = defaultdict(list)
        for place, _folders, names in os.walk(folder):
            for name in names:
                if not (path := Path(place, name)).is_symlink():
                    self._by_name[name.lower()].append(path)

    def has(self, address: str) -> bool:
        """Tell whether a file of this address lies in the folder."""
        return self._found(address) is not None

    def read(self, address: str) -> bytes | None:
        """Return the file; None also of one that is too large to be a picture."""
        path = self._found(address)
        if path is None or path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes()

    def _found(self, address: str) -> Path | None:
        """Return the file whose path has most in common with the end of the address."""
        way = PurePosixPath(unquote(urlsplit(address).path).lower()).parts
        files = self._by_name.get(way[-1], []) if way else []
        if len(files) == 1:
            return files[0]
        ranked = sorted(((_alike(way, path), path) for path in files), reverse=True)
        clear = len(ranked) > 1 and ranked[0][0] > ranked[1][0]
        return ranked[0][1] if clear else None


class Web:
    """The other site itself, asked through the guarded fetcher; one request at a time."""

    def __init__(self, fetcher: Fetcher | None = None) -> None:
        """Take more time and larger answers than a link is worth."""
        self._fetcher = fetcher or Fetcher(seconds=SECONDS, limit=MAX_BYTES, pause=PAUSE)

    def has(self, address: str) -> bool:
        """Tell that it may be there: only asking will show."""
        return bool(urlsplit(address).netloc)

    def read(self, address: str) -> bytes | None:
        """Return what the site answers, None if it has nothing there."""
        try:
            response, body = self._fetcher.fetched(address)
        except NoAnswer:
            return None
        return body if response.status == 200 else None


def _alike(way: tuple[str, ...], path: Path) -> int:
    """Return how many parts at the end are the same: 2010/08/picture.jpg has three."""
    number = 0
    for here, there in zip(
        reversed(way), (part.lower() for part in reversed(path.parts)), strict=False
    ):
        if here != there:
            break
        number += 1
    return number
