"""House rules that no linter knows; prints what breaks them and exits 1.

Templates carry no script, style or handler of their own (strict CSP); every script is a module, from
templates and from forms alike; no line of a template is too wide, and none trusts a text without
saying who made it safe; gettext gets no f-strings;
no tracked file names a place of one machine; the lock names only public addresses; every variable
the settings read is described.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

# Allowed is a whole file of its own, which the policy names by its hash (config/settings/base.py).
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']"
    r"|<script(?![^>]*(?:\bsrc=|application/ld\+json|>\{% include \"components/\w+\.js\" %\}</))",
    re.IGNORECASE,
)
# By its tag in a template, or by its bare name in the `Media` of a form.
CLASSIC = re.compile(
    r"<script(?=[^>]*\bsrc=)(?![^>]*\btype=[\"']module[\"'])|\bjs = [(\[].*(?<!Script\()\"[\w/.-]+\.js\"",
    re.IGNORECASE,
)
# It may run before the page is read to its end, and find nothing. A module waits for that anyway.
HURRIED = re.compile(r"<script[^>]*\sasync\b", re.IGNORECASE)
F_STRING = re.compile(r"\b(?:_|n?gettext(?:_lazy)?|pgettext(?:_lazy)?)\(\s*f[\"']")
MACHINE = re.compile(r"/(?:work|root|farm)/|/tmp/[a-z]|file:///opt")
VARIABLE = re.compile(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"")
SAFE = re.compile(r"\|\s*safe\b")
SAID_SAFE = "{# safe: "
WIDEST = 160  # of a template's lines
LOCKED = re.compile(r"(?:registry|url) = \"(https?://[^/\"]+)")
PUBLIC = {"https://pypi.org", "https://files.pythonhosted.org"}


def tracked(*endings: str) -> Iterator[Path]:
    """Yield the files of the repository with one of these endings (all without any)."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = Path(name)
        if path.is_file() and (not endings or path.suffix in endings):
            yield path


def lines_with(pattern: re.Pattern[str], *endings: str) -> Iterator[str]:
    """Yield `file:line: text` wherever the pattern stands in a text file."""
    for path in tracked(*endings):
        if path.suffix == ".lock" or path.stem.endswith("house_rules"):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                yield f"{path}:{number}: {line.strip()[:120]}"


def templates() -> Iterator[tuple[Path, list[str]]]:
    """Yield the lines of every template."""
    for path in tracked(".html", ".txt", ".xml"):
        if "templates" in path.parts:
            yield path, path.read_text(encoding="utf-8").splitlines()


def wide_lines(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of lines that nobody can read beside each other."""
    return (number for number, line in enumerate(lines, start=1) if len(line) > WIDEST)


def unexplained_safe(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of lines that trust a text; who made it safe stands there, or right above."""
    for number, (above, line) in enumerate(pairwise(["", *lines]), start=1):
        if SAFE.search(line) and SAID_SAFE not in above + line:
            yield number


def in_templates(breach: Callable[[list[str]], Iterator[int]]) -> Iterator[str]:
    """Yield `file:line` wherever a template breaks a rule on its lines."""
    return (f"{path}:{number}" for path, lines in templates() for number in breach(lines))


def undescribed_settings() -> Iterator[str]:
    """Yield the variables of the settings that docs/settings.md has no heading for."""
    described = Path("docs/settings.md").read_text(encoding="utf-8")
    for name in sorted(set(VARIABLE.findall(Path("config/settings/base.py").read_text()))):
        if f"## {name}" not in described:
            yield f"docs/settings.md: no heading for {name}"


def foreign_registries() -> Iterator[str]:
    """Yield the hosts in the lock that are not PyPI's."""
    hosts = set(LOCKED.findall(Path("uv.lock").read_text(encoding="utf-8")))
    for host in sorted(hosts - PUBLIC):
        yield f"uv.lock: {host}"


def main() -> int:
    """Print every breach; return 1 if there is one."""
    rules = {
        "inline script or style in a template": lines_with(INLINE, ".html"),
        "a script that is no module": lines_with(CLASSIC, ".html", ".py"),
        "a script that does not wait for the page": lines_with(HURRIED, ".html"),
        f"a template's line of more than {WIDEST} characters": in_templates(wide_lines),
        "|safe without {# safe: who made it so #}": in_templates(unexplained_safe),
        "f-string inside gettext": lines_with(F_STRING, ".py"),
        "a place of one machine": lines_with(MACHINE),
        "a setting without description": undescribed_settings(),
        "a foreign registry": foreign_registries(),
    }
    breaches = [f"{rule}: {where}" for rule, found in rules.items() for where in found]
    print("\n".join(breaches) or "house rules kept")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
