"""Rich text (.rtf 1.9) turned into paragraphs, with its bold and italic: they mark the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from interviews.importing.formats.document import Document
from interviews.importing.formats.paragraphs import Paragraph, Span, Unreadable, paragraphs_from

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<hex>(?:\\'[0-9a-fA-F]{2}){1,1000})"
    r"|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_LEFT_OUT = frozenset(
    "fonttbl colortbl stylesheet info pict header footer headerl headerr headerf footerl footerr footerf object themedata"
    " colorschememapping datastore latentstyles rsidtbl generator xmlnstbl listtable listoverridetable revtbl annotation"
    " atnid atnauthor nonshppict shpinst bkmkstart bkmkend filetbl".split()
)
_SIGNS = {
    "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "cell": "\x00", "nestcell": "\x00",
}  # fmt: skip
_SWITCHES = {
    "b": "bold",
    "i": "italic",
    "strike": "out",
    "striked": "out",
    "v": "out",
    "deleted": "out",
}
_ADDRESS = re.compile(r"HYPERLINK\s+\"([^\"]{1,2000})\"")
_CODE_PAGES = {10000: "mac_roman", 65001: "utf-8", 437: "cp437", 850: "cp850"}
_DEEPEST = 500


@dataclass(frozen=True)
class _State:
    bold: bool = False
    italic: bool = False
    out: bool = False
    href: str = ""
    skip: int = 1  # characters that stand for a \u where it is not understood
    place: str = "text"


class _Reader:
    """Follows groups and control words, and collects the spans of each paragraph."""

    def __init__(self) -> None:
        self.state = _State()
        self.stack: list[_State] = []
        self.encoding = "cp1252"
        self.skipping = 0
        self.spans: list[Span] = []
        self.marker = ""
        self.gathered = ""
        self.href = ""
        self.found: list[Paragraph] = []

    def read(self, text: str) -> None:
        starred = False
        for match in _TOKEN.finditer(text):
            if match["brace"] == "{":
                if len(self.stack) > _DEEPEST:
                    raise Unreadable(_("The file is damaged: its text cannot be read."))
                self.stack.append(self.state)
            elif match["brace"]:
                self.close()
            elif word := match["word"]:
                self.word(word, match["number"], starred=starred)
            elif code := match["hex"]:
                self.bytes(bytes.fromhex(code.replace("\\'", "")))
            elif match["sign"]:
                self.sign(match["sign"])
            elif match["text"]:
                self.add(match["text"])
            starred = match["sign"] == "*"
        self.end_paragraph()

    def bytes(self, code: bytes) -> None:
        """Add what bytes in a row say; those that only stand for a character in Unicode are left out."""
        code, self.skipping = code[self.skipping :], max(0, self.skipping - len(code))
        self.add(code.decode(self.encoding, errors="replace"))

    def close(self) -> None:
        before = self.state
        self.state = self.stack.pop() if self.stack else self.state
        if before.place == self.state.place:
            return
        if before.place == "marker":
            self.marker = self.gathered.strip()
        elif before.place == "footnote":
            self.spans.append(Span("", note=" ".join(self.gathered.split())))
        elif before.place == "instruction" and (match := _ADDRESS.search(self.gathered)):
            self.href = match[1]
        self.gathered = ""

    def word(self, word: str, number: str | None, *, starred: bool) -> None:
        on = number != "0"
        if word in _SWITCHES:
            self.switch(_SWITCHES[word], on=on)
        elif word == "plain":
            self.state = replace(self.state, bold=False, italic=False, out=False)
        elif word in {"par", "row", "sect", "page"}:
            self.end_paragraph()
        elif word in _SIGNS:
            self.add(_SIGNS[word])
        elif word == "u":
            self.add(chr(int(number or 63) % 65536))
            self.skipping = self.state.skip
        elif word == "uc":
            self.state = replace(self.state, skip=min(int(number or 1), 9))
        elif word == "ansicpg":
            self.encoding = _encoding(int(number or 1252))
        elif word == "mac":
            self.encoding = "mac_roman"
        else:
            self.place(word, starred=starred)

    def switch(self, name: str, *, on: bool) -> None:
        if name == "bold":
            self.state = replace(self.state, bold=on)
        elif name == "italic":
            self.state = replace(self.state, italic=on)
        else:
            self.state = replace(self.state, out=on)

    def place(self, word: str, *, starred: bool) -> None:
        """Enter a group whose text stands elsewhere, or nowhere."""
        places = {
            "pntext": "marker", "listtext": "marker", "footnote": "footnote",
            "fldinst": "instruction",
        }  # fmt: skip
        if self.state.place == "nowhere":
            return
        if word in places:
            self.state = replace(self.state, place=places[word])
            self.gathered = ""
        elif word == "fldrslt":
            self.state = replace(self.state, href=self.href)
            self.href = ""
        elif word in _LEFT_OUT or (starred and word != "shptxt"):
            self.state = replace(self.state, place="nowhere")

    def sign(self, sign: str) -> None:
        self.add(
            {"~": "\u00a0", "_": "-", "-": "", "*": "", "\n": "\n", "\r": "\n"}.get(sign, sign)
        )

    def add(self, text: str) -> None:
        if self.skipping:
            dropped = min(self.skipping, len(text))
            self.skipping -= dropped
            text = text[dropped:]
        if not text or self.state.out or self.state.place == "nowhere":
            return
        if self.state.place == "text":
            text = text.replace("\x00", "\n")
            self.spans.append(Span(text, self.state.bold, self.state.italic, self.state.href))
        else:
            self.gathered += text

    def end_paragraph(self) -> None:
        if any(span.text.strip() for span in self.spans):
            marker = re.sub(r"[·\uf0b7o§]\Z", "•", self.marker)
            pattern = Paragraph(
                len(self.found) + 1, style="list" if marker else "text", marker=marker
            )
            self.found += paragraphs_from(_whole(self.spans), pattern)
        self.spans, self.marker = [], ""


def document_of_rtf(text: str) -> Document:
    """Turn rich text into paragraphs; what is struck or hidden stays out."""
    reader = _Reader()
    reader.read(text)
    return Document(tuple(reader.found))


def _encoding(page: int) -> str:
    name = _CODE_PAGES.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _whole(spans: list[Span]) -> Iterator[Span]:
    """Put characters beyond the first 65,536 together again, which rich text writes as two."""
    for span in spans:
        text = span.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        yield replace(span, text=text)
