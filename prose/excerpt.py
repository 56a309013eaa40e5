"""The beginning of a text, where it has no standfirst."""

LONGEST = 220  # letters


def excerpt(text: str) -> str:
    """Return as many whole words of a plain text as a teaser holds."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
