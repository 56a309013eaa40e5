"""In which language a page is, and which part of its path says so: Hugo's sites of several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from moving.arriving.markdown.settings import Settings


@dataclass(frozen=True)
class Languages:
    """The languages of a site with their folders; `default` stands in addresses only `in_addresses`."""

    folders: Mapping[str, PurePosixPath]
    default: str
    in_addresses: bool

    @classmethod
    def of(cls, settings: Settings) -> Languages:
        """Return those that a site names."""
        default = settings.word("defaultcontentlanguage") or "en"
        within = settings.word("defaultcontentlanguageinsubdir").casefold() == "true"
        named = settings.table("languages") if settings.hugo else {}
        order = sorted(named, key=lambda code: code != default)  # the default first
        return cls({str(code): _folder(named[code]) for code in order}, default, within)

    def of_page(self, path: PurePosixPath) -> tuple[str, PurePosixPath]:
        """Return the language of a page, "" where it has none, and its path without what says so."""
        language = self.default if self.folders else ""
        for code, folder in self.folders.items():
            if folder.parts and path.is_relative_to(folder):
                language, path = code, path.relative_to(folder)
                break
        name, _dot, code = path.stem.rpartition(".")
        if name and code in self.folders:
            return code, path.with_name(f"{name}{path.suffix}")
        return language, path

    def before(self, language: str) -> str:
        """Return what stands before addresses of a language."""
        if not language or (language == self.default and not self.in_addresses):
            return ""
        return f"/{language}"


def _folder(told: Any) -> PurePosixPath:
    """Return where the pages of a language are, "." where only their names tell."""
    told = told if isinstance(told, Mapping) else {}
    where = next((v for k, v in told.items() if str(k).casefold() == "contentdir"), "")
    return PurePosixPath(str(where or "."))
