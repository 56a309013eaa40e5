"""Initials: what stands in the place of a portrait where there is none."""


def initials(name: str) -> str:
    """Return the first letters of somebody's first and last name, without titles: "AB"; "·" of none."""
    words = [word for word in name.split() if word[0].isalpha() and not word.endswith(".")]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:])) or "·"
