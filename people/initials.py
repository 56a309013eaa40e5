"""Initials: what stands in the place of a portrait where there is none."""


def initials(name: str) -> str:
    """Return the first letters of somebody's first and last name, without titles: "AB"; "·" of none."""
    words = [word for word in name.partition(",")[0].split() if _is_name(word)]
    return "".join(word[0].upper()[0] for word in (words[:1] + words[1:][-1:])) or "·"


def _is_name(word: str) -> bool:
    """Tell a name, shortened to its letter or not, from a title."""
    return word[0].isalpha() and (not word.endswith(".") or len(word) == 2)
