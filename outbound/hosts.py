"""Which addresses may be asked: of hosts on the public internet, in one spelling, and no others.

Against requests forged by whoever may type an address (SSRF; OWASP ASVS 5.0, 1.3.6).
"""

import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from prose.links import checked_address

PORTS = {"http": 80, "https": 443}
KEPT_SIGNS = "/?:@!$&'()*+,;=%~-._[]|"
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
# The only unicast addresses of IPv6 that are in public use (RFC 4291; IANA's registry). Python's
# `is_global` alone lets old site-local addresses and whatever is unassigned pass.
PUBLIC_IPV6 = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
# In those ranges, but tunnels, relays, documentation, overlays: no web server lives there.
NOT_PUBLIC = [
    ip_network(network)
    for network in ("192.88.99.0/24", "2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20")
]


class NoHost(ValueError):
    """What stands there is not an address we ask, or leads to none on the public internet."""


class Target(NamedTuple):
    """An address that may be asked, taken apart; its host may yet turn out not to be public."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(address: str) -> Target:
    """Take a web address apart. Raises NoHost: other schemes and ports, names before an @."""
    try:
        parts = urlsplit(checked_address(address) or "")
        usual = PORTS[parts.scheme]
        port = usual if parts.port is None else parts.port
    except (KeyError, ValueError) as error:
        raise NoHost(address) from error
    if port not in PORTS.values():
        raise NoHost(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = normal_host(parts.hostname or "")
    return Target(parts.scheme, host, port, quote(path, safe=KEPT_SIGNS))


def normal_host(host: str) -> str:
    """Return a host in the one spelling that is resolved, compared and sent.

    Lower case, international names in ASCII (IDNA 2008, so that ß stays a letter of its own), no
    final dot; addresses as Python writes them. Raises NoHost for anything else, above all for
    addresses in disguise (`127.1`, `2130706433`, `0x7f.1`) and for names without a dot.
    """
    name = unicodedata.normalize("NFKC", host.translate(DOTS)).lower().removesuffix(".")
    try:
        return str(ip_address(name))
    except ValueError:
        pass
    labels = [_ascii(label) for label in name.split(".")]
    well_formed = all(LABEL.fullmatch(label) for label in labels) and len(labels) > 1
    if not well_formed or NUMBER.fullmatch(labels[-1]) or len(".".join(labels)) > 253:
        raise NoHost(host)
    return ".".join(labels)


def is_address(host: str) -> bool:
    """Tell whether a host in its normal spelling is an IP address rather than a name."""
    return ":" in host or NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to a host on the public internet.

    An IPv4 address inside one of IPv6 (mapped, NAT64) is judged by itself; 6to4 and Teredo are
    refused, wherever they would lead.
    """
    try:
        ip = _unwrapped(ip_address(address))
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip not in PUBLIC_IPV6:
        return False
    inside = any(ip in network for network in NOT_PUBLIC)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or inside)


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in NAT64:
            return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def _ascii(label: str) -> str:
    if label.isascii():
        return label
    if not all(unicodedata.category(sign)[0] in "LMN" or sign == "-" for sign in label):
        raise NoHost(label)
    return "xn--" + label.encode("punycode").decode("ascii")
