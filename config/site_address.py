"""The site's public address as it is typed into SITE_URL, and as addresses, headers and checks want it. Pure."""

from urllib.parse import SplitResult, urlsplit

_USUAL = {"http": 80, "https": 443}  # ports that browsers never name
_NONE = SplitResult("", "", "", "", "")


def origin_of(typed: str) -> str:
    """Return scheme, host and port of a typed address: without blanks and path, its host as DNS has it.

    What is no address, or no port, is left out: `doubts_about` names it, where an error would keep every
    command from starting, the check among them.
    """
    parts = _parts(typed)
    number = _port(parts)
    port = f":{number}" if number and number != _USUAL.get(parts.scheme) else ""
    return f"{parts.scheme}://{host_named(parts.hostname or '')}{port}"


def host_named(typed: str) -> str:
    """Return a host as it stands in a request: lower case, umlauts in DNS's letters, IPv6 in brackets.

    The root's dot at its end, which DNS knows and Django does not, is left out.

    What stands for several hosts ("*", ".example.org") stays what it is.
    """
    name = typed.strip().lower().strip("[]").removesuffix(".")
    if ":" in name:
        return f"[{name}]"
    try:
        return name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        return name


def doubts_about(typed: str, allowed: list[str]) -> list[str]:
    """Return, in sentences, what of an address is not as it has to be."""
    parts = _parts(typed)
    host, found = host_named(parts.hostname or ""), []
    if parts.scheme not in {"http", "https"} or not host:
        return ["It must begin with https:// (or http://), followed by a host."]
    if _port(parts) is None:
        found.append("What stands behind the colon is no port.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        found.append("It must end with the host: the site cannot live below a path.")
    if "ß" in (parts.hostname or "").lower():
        found.append("Write a host with ß in DNS's letters (xn--…): some programs read it as ss.")
    if host and not any(_covers(one, host) for one in allowed):
        found.append("ALLOWED_HOSTS does not name its host, so that every page answers 400.")
    return found


def _parts(typed: str) -> SplitResult:
    try:
        return urlsplit(typed.strip())
    except ValueError:  # brackets around what is no IPv6
        return _NONE


def _port(parts: SplitResult) -> int | None:
    """Return the port that is named, 0 for none, or None for what is no port."""
    try:
        return parts.port or 0
    except ValueError:
        return None


def _covers(allowed: str, host: str) -> bool:
    below = allowed.startswith(".") and (host == allowed[1:] or host.endswith(allowed))
    return allowed in {"*", host} or below
