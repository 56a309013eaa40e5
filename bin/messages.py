"""Translations: every string of the source has its German.

Without arguments: name what locale/de lacks, exit 1 if anything. With --write: bring the .po files
up to date (new strings empty, unused ones dropped). Babel extracts; GNU gettext is not needed.
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

FOLDER = Path("locale/de/LC_MESSAGES")
DOMAINS = {"django": {".py", ".html", ".txt", ".xml"}, "djangojs": {".js"}}
ELSEWHERE = ("tests/", "bin/", "docs/", "deploy/")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}


def sources(endings: set[str]) -> Iterator[Path]:
    """Yield the files of the repository that may hold strings for people."""
    words = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    for name in sorted(set(listed.splitlines())):
        path = Path(name)
        if path.suffix in endings and not name.startswith(ELSEWHERE) and path.is_file():
            yield path


def as_code(path: Path) -> tuple[str, str]:
    """Return Babel's name of the language and the text of a source; templates become Python."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in {".py", ".js"}:
        return {".py": "python", ".js": "javascript"}[path.suffix], text
    lines = templatize(text, origin=str(path)).splitlines()
    return "python", "\n".join(line.strip() for line in lines)


def extracted(domain: str) -> Catalog:
    """Return the strings of the source, each with the files it stands in."""
    template = Catalog(domain=domain)
    for path in sources(DOMAINS[domain]):
        language, code = as_code(path)
        options = {"parse_template_string": True}  # of JavaScript
        file = io.BytesIO(code.encode())
        found = extract(language, file, KEYWORDS, ["Translators:"], options)
        for _line, text, comments, context in found:
            template.add(text, None, [(str(path), 0)], auto_comments=comments, context=context)
    return template


def translated(domain: str) -> Catalog:
    """Return the German that is there; an empty catalogue where there is none."""
    path = FOLDER / f"{domain}.po"
    text = path.read_bytes() if path.exists() else b""
    german = read_po(io.BytesIO(text), locale="de", domain=domain)
    german.locale, german.fuzzy = "de", False
    german.project, german.version = "Podium", "1"
    german.header_comment = "# The German of Podium."
    german.msgid_bugs_address = german.last_translator = german.language_team = ""
    return german


def key(message: Message) -> tuple[str, str | None]:
    """Return what tells messages apart: the (singular) string and its context."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return text, message.context


def faults(domain: str) -> Iterator[str]:
    """Yield what is wrong with the German of a domain, one line each."""
    wanted = {key(message): message for message in extracted(domain) if message.id}
    german = translated(domain)
    there = {key(message): message for message in german if message.id}
    for text, _context in wanted.keys() - there.keys():
        yield f"{domain}: missing {text!r}"
    for text, _context in there.keys() - wanted.keys():
        yield f"{domain}: no longer used {text!r}"
    for text, message in ((name[0], message) for name, message in there.items()):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            yield f"{domain}: empty {text!r}"
        if message.fuzzy:
            yield f"{domain}: fuzzy {text!r}"
        for error in message.check(german) if all(strings) else ():
            yield f"{domain}: {error} {text!r}"


def write(domain: str) -> None:
    """Bring a .po file up to date; without new strings it stays as it is."""
    template, german = extracted(domain), translated(domain)
    template.creation_date = german.creation_date
    german.update(template, no_fuzzy_matching=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{domain}.po").open("wb") as file:
        write_po(file, german, width=0, ignore_obsolete=True, include_lineno=False)


def main(arguments: list[str]) -> int:
    """Write or check every domain; return the exit code."""
    if "--write" in arguments:
        for domain in DOMAINS:
            write(domain)
        return 0
    found = sorted(fault for domain in DOMAINS for fault in faults(domain))
    print("\n".join(found) or "every string has its German")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
