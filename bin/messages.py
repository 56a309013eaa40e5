"""Translations: every msgid of the source has its German.

Without arguments: exit 1 and name what is missing, fuzzy or left over in locale/de.
With --write: bring the .po files up to date (new msgids empty, old ones dropped).
Extraction is GNU gettext's, through Django's makemessages, in a copy of the tree's locale folder.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
DOMAINS = {"django": "py,html,txt,xml", "djangojs": "js"}
IGNORED = ["var/*", ".venv/*", ".uv/*", "tests/*", "bin/*", "node_modules/*", "*.min.js"]


def extract(domain: str, extensions: str) -> Path:
    """Run makemessages for a domain in place; return the path of the .po file."""
    words = ["makemessages", "-l", "de", "-d", domain, "--no-obsolete", "--no-wrap"]
    words += ["--add-location", "file", "-e", extensions, "-v", "0"]
    for pattern in IGNORED:
        words += ["-i", pattern]
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)
    return ROOT / "locale" / "de" / "LC_MESSAGES" / f"{domain}.po"


def untranslated(path: Path) -> list[str]:
    """Return the msgids without a German text, or with a guessed one."""
    with path.open("rb") as file:
        catalogue: Catalog = read_po(file)
    found = []
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (message.fuzzy or not all(texts)):
            found.append(str(message.id))
    return found


def main(write: bool) -> int:
    """Compare the source with locale/de; leave the files as they were unless `write`."""
    if shutil.which("xgettext") is None:
        print("GNU gettext is missing (Debian: apt install gettext)")
        return 1
    with tempfile.TemporaryDirectory() as kept:
        shutil.copytree(ROOT / "locale", Path(kept) / "locale")
        missing = []
        for domain, extensions in DOMAINS.items():
            path = extract(domain, extensions)
            missing += [f"{domain}: {text!r}" for text in untranslated(path)] if path.exists() else []
        if not write:
            shutil.rmtree(ROOT / "locale")
            shutil.copytree(Path(kept) / "locale", ROOT / "locale")
    print("\n".join(missing) or "every string is translated")
    return 1 if missing and not write else 0


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv))
