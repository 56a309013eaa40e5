"""How names of people look: capitals of any Latin alphabet, titles, particles, short forms."""

from __future__ import annotations

import re

from interviews.importing.recognition.words import listed, one_of, whatever_case

_LATIN = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
# The standard library has no class of capitals; here are those of the Latin alphabets.
CAPITAL = f"[{''.join(chr(code) for code in _LATIN if chr(code).isupper())}]"
# Every repetition is bounded, so that reading stays linear in the length of the text.
WORD = rf"{CAPITAL}(?:['’]?\w{{1,30}})(?:[-'’]\w{{1,30}}){{0,3}}"
TITLES = rf"(?:{one_of('title_before')}\s){{0,5}}"
PARTICLE = (
    r"(?:von|van|vom|vander|de|der|den|dem|zu|zum|zur|del|da|do|dos|di|la|le|el|al|bin|ibn|ter|af)"
)
NAME = (
    rf"(?:{TITLES}{WORD}(?:\s{CAPITAL}\.){{0,2}}(?:\s{WORD})?"
    rf"(?:\s{PARTICLE}){{0,2}}\s{WORD}(?:\s{WORD})?)"
)

_TITLE = whatever_case(rf"(?:{one_of('title')}\b\.?-?)+")
_PARTICLES, _NO_SPEAKERS = listed("particles"), listed("no_speakers")
_FIRST_NAMES = listed("first_names")
_SMALL, _HANDLE = listed("small_words"), re.compile(r"[\w.-]{2,30}\Z")
ASKERS, ANSWERERS = listed("askers"), listed("answerers")
# „Sicherheit: …“ is what something is about; „Hartung“ and a paper may speak.
_IDEA = re.compile(
    r"\w{3,40}(?:(?<!zeit)(?<!stift)ung|heit|keit|schaft|ität|ismus|tion|sion)(?<=\w{8})\Z"
)
_GENDERED = re.compile(r"[*:_/]-?(?:innen|in)\b")


def core_of(name: str) -> str:
    """Return the name without what is said of its bearer behind a comma or in brackets."""
    return re.split(r"[,(\[|]|\s[-–—]\s", name, maxsplit=1)[0].strip(" :")


def role_of(name: str) -> str:
    """Return "asks" or "answers" if the words say what somebody does here, else nothing."""
    plain = _GENDERED.sub("in", core_of(name).casefold())
    word = re.sub(r"\s?\d{1,2}\Z", "", plain).rstrip(".")
    if word in ASKERS:
        return "asks"
    return "answers" if word in ANSWERERS else ""


def may_be_name(name: str) -> bool:
    """Tell whether the words can be somebody's name, title and role included."""
    core = core_of(name)
    untitled = " ".join(w for w in core.split() if not _TITLE.fullmatch(w))
    words = [w for w in untitled.replace(".", ". ").split() if not _TITLE.fullmatch(w)]
    if not core or len(words) > 6 or (not words and not core[0].isupper()):
        return False
    plain = [word.lower().strip(".") for word in words if word.lower() not in _PARTICLES]
    named = len(plain) > 1 and plain[0] in _FIRST_NAMES
    if not named and (is_no_speaker(core) or any(word in _NO_SPEAKERS for word in plain)):
        return False
    if words and _is_small(words[0]) and not core.isupper():
        return False
    counted = words[:-1] if len(words) > 1 and words[-1].isdigit() else words
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in counted) or (
        # A newsroom may call itself d2m; other lower-case words are none.
        len(words) == 1 and (bool(role_of(core)) or any(map(str.isdigit, core)))
    )


def _is_small(word: str) -> bool:
    """Tell whether a word begins a sentence; „von“ in small letters begins a surname."""
    return word.casefold() in _SMALL and not (word.islower() and word in _PARTICLES)


def is_no_speaker(name: str) -> bool:
    """Tell whether these words before a colon are usually no speaker."""
    return name.casefold().rstrip(".") in _NO_SPEAKERS or (
        bool(_IDEA.match(name)) and not role_of(name)
    )


def may_be_newsroom(name: str) -> bool:
    """Tell whether a newsroom may call itself so: small letters, or a word that is also a noun."""
    words = name.split()
    return len(words) <= 3 and all(map(_HANDLE.match, words)) and not name.isdigit()


def name_key(name: str) -> tuple[str, ...]:
    """Return the words by which two spellings of one name are compared, without titles."""
    core = core_of(name)
    words = [word for word in core.split() if not _TITLE.fullmatch(word)]
    return tuple(word.strip(".").casefold() for word in words) or (core.casefold().strip(),)


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a first name, surname or initials (`AB`) can mean the full name."""
    if short == full:
        return True
    if len(short) >= len(full):
        return False
    names = [word for word in short if word not in {"herr", "frau", "mr", "mrs", "ms"}]
    if names and all(word in full for word in names):
        return True
    if len(names) == 1 and len(names[0]) == 1:
        return full[0][:1] == names[0]
    initials = "".join(word[:1] for word in full if word not in _PARTICLES)
    return len(short) == 1 and short[0].replace(".", "") in {
        initials, "".join(word[:1] for word in full),
    }  # fmt: skip
