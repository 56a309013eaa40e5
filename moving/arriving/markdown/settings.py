"""What a site says of itself, in the files that its generator reads: nothing of those that are programs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from interviews.importing.formats.encodings import as_written
from interviews.importing.formats.front_matter import plain_yaml, split

_SUFFIXES = ("yml", "yaml", "toml", "json")
_OF_JEKYLL = "_config"
_OF_HUGO = ("hugo", "config")  # as files, and as whole settings in the folder of settings
_CHOSEN = {"target", "_target"}  # below which a cascade falls on some pages alone
_READERS: dict[str, Any] = {"toml": tomllib.loads, "json": json.loads}


@dataclass(frozen=True)
class Settings:
    """The settings of one site by their names in small letters; of no generator if there is no file of one."""

    folder: Path
    told: Mapping[str, Any]
    jekyll: bool
    hugo: bool
    _beside: dict[Path, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Settings:
        """Return those of the site in a folder."""
        told: dict[str, Any] = {}
        hugo = False
        for stem in _OF_HUGO:
            more = _read(folder / stem)
            hugo = hugo or bool(more)
            told |= more
        for name, more in _in_folder(folder / "config" / "_default"):
            hugo = True
            told |= more if name in _OF_HUGO else {name: more}
        jekyll = _read(folder / _OF_JEKYLL)
        is_jekyll = bool(jekyll) or (folder / "_posts").is_dir()
        return cls(folder, told | jekyll, is_jekyll, hugo and not is_jekyll)

    def word(self, *names: str) -> str:
        """Return the first of these that is said, "" if none is."""
        values = (self.told.get(name) for name in names)
        return next(filter(None, map(word, values)), "")

    def at(self, name: str) -> str:
        """Return the word or number at a name with dots (`params.mail`), "" if there is none."""
        found: Any = self.told
        for part in name.casefold().split("."):
            if not isinstance(found, Mapping):
                return ""
            found = next((v for k, v in found.items() if str(k).casefold() == part), None)
        return word(found)

    def table(self, name: str) -> Mapping[str, Any]:
        """Return what is said in a table of this name."""
        value = self.told.get(name)
        if isinstance(value, list):  # Jekyll: lists of their own without further words
            value = {str(one): {} for one in value}
        return value if isinstance(value, Mapping) else {}

    def of_files(self, name: PurePosixPath, kind: str) -> dict[str, Any]:
        """Return what is said of all files of a folder, or of a kind, for those that do not say it themselves."""
        found: dict[str, Any] = {}
        defaults = self.told.get("defaults")
        for one in defaults if isinstance(defaults, list) else ():
            if not isinstance(one, Mapping) or not isinstance(one.get("values"), Mapping):
                continue
            scope = one.get("scope")
            scope = scope if isinstance(scope, Mapping) else {}
            below = str(scope.get("path") or "").strip("/")
            if name.is_relative_to(below) and scope.get("type") in (None, "", kind):
                found |= one["values"]
        for above in () if self.jekyll else reversed(name.parents[:-1]):
            said = self._of_section if self.hugo else self._of_folder
            found |= said(self.folder / above)
        # Its tags are for the site's own lists of pages there, not what a page is about.
        return {str(key).casefold(): value for key, value in found.items() if key != "tags"}

    def _of_folder(self, folder: Path) -> dict[str, Any]:
        """Return what Eleventy reads of all files of a folder: from a file in it that is named as it is."""
        if folder not in self._beside:
            plain = _parsed(folder / f"{folder.name}.json", "json")
            self._beside[folder] = plain | _parsed(folder / f"{folder.name}.11tydata.json", "json")
        return self._beside[folder]

    def _of_section(self, folder: Path) -> dict[str, Any]:
        """Return what Hugo has from a section's own page for all below it, where it does not choose among them."""
        if folder not in self._beside:
            own = next(iter(sorted(folder.glob("_index*.md"))), None)
            cascade = _front_matter(own).get("cascade") if own else None
            every = cascade if isinstance(cascade, list) else [cascade]
            known = [one for one in every if isinstance(one, Mapping)]
            self._beside[folder] = {
                k: v for one in known if not _CHOSEN & set(one) for k, v in one.items()
            }
        return self._beside[folder]


def word(value: object) -> str:
    """Return what a word or a number says; "" of anything else, which nobody can have meant for one."""
    told = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if told and value else ""


def _in_folder(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the files of a folder of settings; Hugo reads `params.toml` as the table `params`."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and path.suffix[1:] in _SUFFIXES and "." not in path.stem:
            yield path.stem.casefold(), _parsed(path, path.suffix[1:])


def _read(stem: Path) -> dict[str, Any]:
    found = (_parsed(stem.with_name(f"{stem.name}.{suffix}"), suffix) for suffix in _SUFFIXES)
    return next(filter(None, found), {})


def _front_matter(path: Path) -> dict[str, Any]:
    try:
        found = split(as_written(path.read_bytes())[0].splitlines())[1]
    except (OSError, ValueError):
        return {}
    return {str(key).casefold(): value for key, value in found.items()}


def _parsed(path: Path, suffix: str) -> dict[str, Any]:
    """Return what a file says, nothing of one that is not there or broken."""
    try:
        found = _READERS.get(suffix, plain_yaml)(as_written(path.read_bytes())[0])
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(k).casefold(): v for k, v in found.items()} if isinstance(found, dict) else {}
