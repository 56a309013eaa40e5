"""Compile the translations that changed, with Babel (GNU gettext is not needed)."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(folder: Path = Path("locale")) -> int:
    """Write a .mo beside every .po that is newer; return of how many."""
    written = 0
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            messages = read_po(source, locale=po.parts[-3], domain=po.stem)
        with mo.open("wb") as target:
            write_mo(target, messages)
        written += 1
    return written


if __name__ == "__main__":
    compile_all()
