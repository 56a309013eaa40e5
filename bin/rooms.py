"""What import-linter cannot see of rooms: templates go down only, too; prints breaches and exits 1.

A template belongs to a room by its folder. It may extend, include and load only what belongs to its
own room or to one below; a module may name only such templates, and no file of a room above. The
order of rooms is that of the import contract in pyproject.toml.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

TEMPLATES = Path("templates")
# Folders of templates that do not bear the name of their room.
FOLDERS = {
    "": "pages",  # base.html and the pages for errors
    "components": "pages",
    "editions": "blog",
    "account": "config",
    "allauth": "config",
    "mfa": "config",
    "usersessions": "config",
}
# Templates apart from their folder.
FILES = {"admin/index.html": "desk", "admin/preview.html": "pages"}
_TAG = re.compile(r"\{%\s*(extends|include|load)\s+(.*?)\s*%\}", re.DOTALL)
_NAME = re.compile(r"""^["']([^"']+)["']""")
_FILE = re.compile(r"^[a-z_]+(?:/[a-z_]+)*(?:\.(?:html|xml|txt|js|py))?$")


def rooms() -> list[str]:
    """Return the rooms, the highest first."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    layers: list[str] = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return layers


def room_of_template(name: str, known: list[str]) -> str:
    """Return the room that a template belongs to, by its path below `templates/`.

    What is the same in all of the newsroom stands on Django's own admin, and on how it is sent.
    """
    if name in FILES:
        return FILES[name]
    folder, _slash, rest = name.rpartition("/") if name.count("/") < 2 else name.partition("/")
    if folder == "admin" and "/" in rest and rest.split("/")[0] in known:
        return rest.split("/")[0]
    if folder == "admin":
        return "delivery"
    return folder if folder in known else FOLDERS.get(folder, "config")


def room_of_library(name: str, known: list[str]) -> str | None:
    """Return the room that holds a library of template tags; None for Django's and others'."""
    return next((room for room in known if Path(room, "templatetags", f"{name}.py").exists()), None)


def used_by_template(text: str, known: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what a template uses, and the room of that."""
    for tag, words in _TAG.findall(text):
        if tag == "load":
            libraries = words.rpartition(" from ")[2].split()
            found = ((f"{{% load {one} %}}", room_of_library(one, known)) for one in libraries)
            yield from ((what, room) for what, room in found if room)
        elif (name := _NAME.match(words)) and Path(TEMPLATES, name[1]).exists():
            yield f'{{% {tag} "{name[1]}" %}}', room_of_template(name[1], known)


def used_by_module(path: Path, known: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the templates and files that a module names, and the room of each."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        name = node.value
        if "/" not in name or not _FILE.match(name):
            continue
        if Path(TEMPLATES, name).is_file():
            yield name, room_of_template(name, known)
        elif name.split("/")[0] in known and Path(name).exists():
            yield name, name.split("/")[0]


def breaches() -> Iterator[str]:
    """Yield what reaches up."""
    known = rooms()
    rank = {room: number for number, room in enumerate(known)}
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_file():
            room = room_of_template(path.relative_to(TEMPLATES).as_posix(), known)
            for what, used in used_by_template(path.read_text(encoding="utf-8"), known):
                if rank[used] < rank[room]:
                    yield f"{path} ({room}) uses {what} of {used}"
    for room in known:
        for path in sorted(Path(room).rglob("*.py")):
            for what, used in used_by_module(path, known):
                if rank[used] < rank[room]:
                    yield f'{path} names "{what}" of {used}'


def main() -> int:
    """Print every breach; return 1 if there is one."""
    found = list(breaches())
    print("\n".join(found) or "templates go down only")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
