"""Modules of JavaScript with those that they import, as one module; and classic scripts, one after the other.

Nothing is translated: each module becomes a function that returns what it exports, in the order in which
a browser would run them, and its imports become constants. What is no static file (names of the import
map) stays an import. It knows as much of the language as our own modules use: imports in quotation marks
at the beginning of a line, exports in front of functions and constants, comments on lines of their own.
"""

import re
from collections.abc import Iterator
from functools import partial

from django.contrib.staticfiles import finders

from delivery.joining.sheets import beside, text_of

_IMPORT = re.compile(r'^import (?:([^"]+?) from )?"([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:ex|im)port ", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_AS = re.compile(r"(\w+) as (\w+)")


def module(name: str) -> str:
    """Return a static module with all that it imports; it exports what those it names export, too."""
    order = list(dict.fromkeys(parts(name)))
    variables = {one: f"_{number}" for number, one in enumerate(order)}
    outside = {
        other: f"_out{number}"
        for number, other in enumerate(sorted({o for one in order for o in _outside(one)}))
    }
    lines = [f'import * as {variable} from "{other}";' for other, variable in outside.items()]
    for one, variable in variables.items():
        body, exported = _function(one, variables | outside)
        lines.append(f"const {variable} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();")
    names = {variables[one]: _exports(one) for one in [name, *_inside(name)]}
    lines += [f"export const {{ {', '.join(n)} }} = {v};" for v, n in names.items() if n]
    return "\n".join(lines)


def scripts(name: str) -> str:
    """Return the classic scripts that a static file names by its imports, one after the other."""
    # Nothing may come first: a script's word to be strict would be everybody's.
    return "".join(f";\n{text_of(one)}\n" for one in _inside(name))


def parts(name: str) -> Iterator[str]:
    """Yield all that a static module needs to run, and at last itself, by name."""
    for one in _inside(name):
        yield from parts(one)
    yield name


def _function(name: str, variables: dict[str, str]) -> tuple[str, str]:
    """Return the body of a module as that of a function, and the names that it exports."""
    constant = partial(_constant, name, variables)
    body = _EXPORT.sub("", _IMPORT.sub(constant, _COMMENT.sub("", text_of(name)))).strip()
    if strange := _OTHER.search(body):
        raise ValueError(f"{name} is written otherwise: {body[strange.start() :][:60]}")
    return body, ", ".join(_exports(name))


def _constant(name: str, variables: dict[str, str], found: re.Match[str]) -> str:
    """Return what stands in the place of an import."""
    what, other = found.groups()
    if what is None:
        return ""
    if not what.startswith(("{", "* as ")):
        raise ValueError(f"{name} imports otherwise: {found[0]}")
    bound = _AS.sub(r"\1: \2", what.removeprefix("* as "))
    return f"const {bound} = {variables[_resolved(name, other)]};"


def _exports(name: str) -> list[str]:
    return _EXPORT.findall(text_of(name))


def _imports(name: str) -> list[str]:
    return [_resolved(name, other) for _what, other in _IMPORT.findall(text_of(name))]


def _inside(name: str) -> list[str]:
    return [one for one in _imports(name) if one.endswith(".js")]


def _outside(name: str) -> list[str]:
    return [one for one in _imports(name) if not one.endswith(".js")]


def _resolved(name: str, other: str) -> str:
    """Return the static file that an import means, or its name in the import map."""
    if other.startswith("."):
        return beside(name, other)
    return next((one for one in (other, f"{other}.js") if finders.find(one)), other)
