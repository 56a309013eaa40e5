"""What a file is turned into before it is read as an interview."""

from __future__ import annotations

from dataclasses import dataclass

from interviews.importing.formats.paragraphs import Paragraph


@dataclass(frozen=True)
class Proposals:
    """What a file says of itself beside its text: proposals for the editor, never text."""

    title: str = ""
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    titled: bool = False  # the title is the piece's own, not that of a page or a mail

    def as_json(self) -> dict[str, object]:
        """Return what there is, for `import_interview --dry-run`."""
        found = {"title": self.title, "author": self.author, "date": self.date, "tags": self.tags}
        return {name: value for name, value in found.items() if value}


NOTHING = Proposals()


@dataclass(frozen=True)
class Document:
    """The paragraphs of a file, what it proposes, and what an editor must know about how it was read."""

    paragraphs: tuple[Paragraph, ...]
    proposals: Proposals = NOTHING
    remarks: tuple[str, ...] = ()
