"""A Markdown text as HTML: footnotes, and what Hugo and Jekyll (Liquid) write between braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from moving.arriving.markdown.instructions import heading_of, shown
from moving.arriving.remarks import Remark, left

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_NOTE = re.compile(r"^\[\^([\w-]{1,60})\]:[ \t]*(.*(?:\n(?:[ ]{2,4}|\t).+)*)", re.MULTILINE)
_NOTED = re.compile(r"\[\^([\w-]{1,60})\]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`[^`\n]{1,500}`)")
_CODE_OR_COMMENT = re.compile(r"`[^`\n]{1,500}`|[ \t]{0,40}<!--")
# Few spaces at a place: a pattern that takes any number of them at two takes for ever.
_HIGHLIGHT = re.compile(
    r"\n?(?:\{%-? {0,4}(?:end)?highlight\b[^%\n]{0,200}%\}"
    r"|\{\{[<%] {0,4}/? {0,4}highlight\b[^{}\n]{0,200}[%>]\}\})[ \t]{0,9}\n?"
)
_HERE = re.compile(r"\{\{ {0,4}(?:site\.(?:baseurl|url)|page\.baseurl) {0,4}\}\}")
_PATH = re.compile(
    r"\{\{ {0,4}[\"']([^\"'{}\n]{1,500})[\"'] {0,4}"
    r"(?:\| {0,4}(?:(?:relative|absolute)_url|prepend: {0,4}site\.(?:baseurl|url)) {0,4}){1,3}\}\}"
)
_SAID = re.compile(r"\{\{-? {0,4}((?:site|page)\.[\w.-]{1,80}) {0,4}-?\}\}")
_POST = re.compile(r"\{%-? {0,4}(?:post_url|link) {1,4}([^\s%]{1,300}) {0,4}-?%\}")
_NAMED = re.compile(r"(?:path=|\A)[\"'`]?([^\s\"'`]{1,300})")
_FILE = re.compile(r"\.(?!md|markdown)\w{2,5}(?:#|\Z)", re.IGNORECASE)
_SHORT = re.compile(r"\{\{[<%] {0,4}(/?) {0,4}([\w./-]{1,80})([^{}]{0,1000}?)/?[>%]\}\}")
_LIQUID = re.compile(r"\{[{%]-?([^{}\n]{0,500}?)-?[%}]\}")
_KRAMDOWN = re.compile(r"\{:[^{}\n]{0,300}\}")


@dataclass
class Written:
    """One text; `remarks` and `notes` (footnotes by their ids) fill up as it is read."""

    find: Callable[
        [str], str
    ]  # the address of another page by its file's name, "" if there is none
    # What the site or the page says under a name (`site.email`), "" if it does not say it in a word.
    said: Callable[[str], str] = lambda _name: ""
    remarks: list[Remark] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def html(self, text: str) -> str:
        """Return a text as HTML, not yet in our markup; code stays as it is."""
        text = _NOTE.sub(self._noted, _HIGHLIGHT.sub("\n```\n", text))
        return str(_MARKDOWN.render("".join(self._parts(text))))

    def _parts(self, text: str) -> Iterator[str]:
        """Yield blocks of code as they are, and what stands between them without braces."""
        fence, lines = "", list[str]()
        for line in text.splitlines(keepends=True):
            mark = _FENCE.match(line)
            opens = mark is not None and not fence
            closes = mark is not None and bool(fence) and mark[1].startswith(fence)
            if opens:
                yield self._between("".join(lines))
                fence, lines = mark[1] if mark else "", []
            lines.append(line)
            if closes:
                yield "".join(lines)
                fence, lines = "", []
        yield "".join(lines) if fence else self._between("".join(lines))

    def _between(self, text: str) -> str:
        """Return text without braces and comments, but for code within lines.

        A comment with an instruction in it would else end in the midst of what that shows.
        """
        parts = _CODE.split(without_comments(text))
        return "".join(
            part if n % 2 else self._without_braces(part) for n, part in enumerate(parts)
        )

    def _noted(self, found: re.Match[str]) -> str:
        self.notes[found[1]] = " ".join(found[2].split())
        return ""

    def _without_braces(self, text: str) -> str:
        text = _PATH.sub(r"\1", _HERE.sub("", text))
        text = _SAID.sub(lambda found: escape(self.said(found[1])) or found[0], text)
        text = _POST.sub(lambda found: self._elsewhere(found[1]), text)
        text = _SHORT.sub(self._shortcode, text)
        text = _LIQUID.sub(self._left_out, text)
        return _NOTED.sub(self._footnote, _KRAMDOWN.sub("", text))

    def _footnote(self, found: re.Match[str]) -> str:
        known = found[1] in self.notes
        return f'<sup data-fn="{escape(found[1])}">{escape(found[1])}</sup>' if known else found[0]

    def _shortcode(self, found: re.Match[str]) -> str:
        closing, name, told = found[1], found[2].lower(), found[3].strip()
        if name in ("ref", "relref"):
            return self._elsewhere(told)
        if name == "param" and (said := self.said(f"site.params.{told.strip('"\' ')}")):
            return escape(said)
        if closing:
            return ""
        around = re.search(rf"\{{\{{[<%] {{0,4}}/ {{0,4}}{re.escape(found[2])}\b", found.string)
        html = (heading_of(told) if around else "") or self._instruction(name, told)
        before = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
        # An empty line would end the HTML around it, and make code of what is indented behind.
        return html.strip() if before.isspace() and html.lstrip().startswith("<") else html

    def _elsewhere(self, told: str) -> str:
        """Return the address of what a page, a post or a file is named by; say so where there is none."""
        named = _NAMED.search(told.strip())
        name, mark, part = (named[1] if named else "").partition("#")
        there = self.find(name) if name else ""
        if not there and _FILE.search(name):
            there = f"/{name.lstrip('/')}"
        if name and not there:
            said = left(_("A link leads to a page that is not there: %(what)s") % {"what": name})
            self.remarks += [said] if said not in self.remarks else []
        return f"{there}{mark}{part}" or "#"

    def _left_out(self, found: re.Match[str]) -> str:
        word = found[1].strip()
        if word in ("raw", "endraw") or word.startswith(("end", "comment")):
            return ""
        name, _space, told = word.partition(" ")
        if name.startswith("include"):
            name, _space, told = told.strip().partition(" ")
            return shown(name, told) or self._say(word)
        return self._instruction(name, told)

    def _instruction(self, name: str, told: str) -> str:
        """Return what an instruction shows; say that one was left out where that is not known."""
        return shown(name, told) or self._say(f"{name} {told}".strip())

    def _say(self, what: str) -> str:
        said = left(
            _("An instruction of the generator was left out: %(what)s")
            % {"what": " ".join(what.split())[:500]}
        )
        if said not in self.remarks:
            self.remarks.append(said)
        return ""


def without_comments(text: str) -> str:
    """Return text without comments, but for those in code within lines."""
    kept, at = [], 0
    for mark in _CODE_OR_COMMENT.finditer(text):
        if mark.start() < at or mark[0].startswith("`"):
            continue
        end = text.find("-->", mark.end())
        if end < 0:
            break
        kept.append(text[at : mark.start()])
        at = end + 3
        # One that was indented was within HTML, which an empty line would end.
        alone = mark.start() == 0 or text[mark.start() - 1] == "\n"
        at += mark[0][0] != "<" and alone and text[at : at + 1] == "\n"
    return "".join((*kept, text[at:]))
