"""The site's public address as it is typed into SITE_URL, and as addresses, headers and checks want it. Pure."""

from urllib.parse import urlsplit


def origin_of(typed: str) -> str:
    """Return scheme, host and port of a typed address: without blanks and path, its host as DNS has it."""
    parts = urlsplit(typed.strip())
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host_named(parts.hostname or '')}{port}"


def host_named(typed: str) -> str:
    """Return a host as it stands in a request: lower case, umlauts in DNS's letters, IPv6 in brackets.

    What stands for several hosts ("*", ".example.org") stays what it is.
    """
    name = typed.strip().lower().strip("[]")
    if ":" in name:
        return f"[{name}]"
    try:
        return name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        return name


def doubts_about(typed: str, allowed: list[str]) -> list[str]:
    """Return, in sentences, what of an address is not as it has to be."""
    parts = urlsplit(typed.strip())
    host, found = host_named(parts.hostname or ""), []
    if parts.scheme not in {"http", "https"} or not host:
        return ["It must begin with https:// (or http://), followed by a host."]
    if parts.path.strip("/") or parts.query or parts.fragment:
        found.append("It must end with the host: the site cannot live below a path.")
    if "ß" in (parts.hostname or "").lower():
        found.append("Write a host with ß in DNS's letters (xn--…): some programs read it as ss.")
    if host and not any(_covers(one, host) for one in allowed):
        found.append("ALLOWED_HOSTS does not name its host, so that every page answers 400.")
    return found


def _covers(allowed: str, host: str) -> bool:
    below = allowed.startswith(".") and (host == allowed[1:] or host.endswith(allowed))
    return allowed in {"*", host} or below
