"""Nothing but the public internet is ever asked, however the address is written."""

import socket
import time

import pytest
from django.test import override_settings

from outbound.fetching import Fetcher, NoAnswer, Response, resolved
from tests.prose.servers import OTHER, PUBLIC, internet, mute_server, tls_server

PRIVATE = [
    "127.0.0.1",
    "0.0.0.0",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "169.254.169.254",
    "100.64.0.1",
    "[fd00::1]",
    "[fe80::1]",
    "10.0.0.1",
    "localhost",
    "localhost.",
    "router",
    "metadata.cloud.example",
]


@pytest.fixture
def web():
    with internet() as there:
        there.names = {
            "site.example": [[PUBLIC]],
            "both.example": [[OTHER, PUBLIC]],
            "metadata.cloud.example": [["169.254.169.254"]],
            "half.example": [[PUBLIC, "10.0.0.1"]],
            "xn--mnchen-3ya.example": [[PUBLIC]],
            "bad.example": [[PUBLIC]],
        }
        yield there


def trouble(fetcher, address, method="GET"):
    with pytest.raises(NoAnswer) as raised:
        fetcher.fetch(address, method)
    return raised.value.trouble


def test_a_public_host_is_asked_at_the_address_that_was_checked(web):
    assert web.fetcher().fetch("http://site.example/a?b=1#c") == Response(
        200, "http://site.example/a?b=1#c"
    )
    assert web.connections == [(PUBLIC, 80)]
    assert web.requests == [("GET", "site.example", "/a?b=1")]


def test_requests_carry_nothing_but_who_asks(web):
    with override_settings(SITE_URL="https://blog.example"):
        web.fetcher().fetch("http://site.example/", "HEAD")
    assert web.headers == [
        {
            "Host": "site.example",
            "User-Agent": "PodiumLinkCheck/1.0 (+https://blog.example)",
            "Accept": "*/*",
            "Connection": "close",
            "Accept-Encoding": "identity",
        }
    ]


def test_international_names_and_paths_are_asked_in_ascii(web):
    web.fetcher().fetch("http://münchen.example/straße")
    assert web.requests == [("GET", "xn--mnchen-3ya.example", "/stra%C3%9Fe")]


def test_the_environment_names_no_proxy(web, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert web.fetcher().fetch("http://site.example/").status == 200


@pytest.mark.parametrize("host", PRIVATE)
def test_private_hosts_are_never_connected_to(web, host):
    assert trouble(web.fetcher(), f"http://{host}/") == "refused"
    assert web.connections == []


@pytest.mark.parametrize("host", PRIVATE)
def test_redirects_to_private_hosts_are_not_followed(web, host):
    web.pages = {"/": (302, {"Location": f"http://{host}/latest/meta-data/"})}
    assert trouble(web.fetcher(), "http://site.example/") == "refused"
    assert web.connections == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "address",
    [
        "http://good@bad.example/",
        "http://good.example:80@bad.example/",
        "gopher://site.example:80/_x",
        "file:///etc/passwd",
        "ftp://site.example/",
        "http://site.example:22/",
        "http://site.example:6379/",
    ],
)
def test_other_schemes_ports_and_credentials_are_refused(web, address):
    assert trouble(web.fetcher(), address) == "refused"
    web.pages = {"/": (301, {"Location": address})}
    assert trouble(web.fetcher(), "http://site.example/") == "refused"
    assert web.connections == [(PUBLIC, 80)]


def test_a_host_with_one_private_address_among_public_ones_is_refused(web):
    assert trouble(web.fetcher(), "http://half.example/") == "refused"
    assert web.connections == []


def test_a_name_that_changes_its_address_is_resolved_only_once(web):
    web.names["rebind.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert web.fetcher().fetch("http://rebind.example/").status == 200
    assert web.resolutions == ["rebind.example"]
    assert web.connections == [(PUBLIC, 80)]


def test_a_redirect_to_the_same_name_is_checked_from_scratch(web):
    web.names["rebind.example"] = [[PUBLIC], ["127.0.0.1"]]
    web.pages = {"/": (302, {"Location": "/there"})}
    assert trouble(web.fetcher(), "http://rebind.example/") == "refused"
    assert web.resolutions == ["rebind.example"] * 2
    assert web.connections == [(PUBLIC, 80)]


def test_the_next_checked_address_is_tried_if_one_takes_no_connection(web):
    web.dead = {OTHER}
    assert web.fetcher().fetch("http://both.example/").status == 200
    assert web.connections == [(OTHER, 80), (PUBLIC, 80)]


def test_three_redirects_are_followed_and_a_fourth_is_not(web):
    web.pages = {f"/{n}": (301, {"Location": f"/{n + 1}"}) for n in range(4)}
    assert web.fetcher().fetch("http://site.example/1").address == "http://site.example/4"
    web.requests.clear()
    assert trouble(web.fetcher(), "http://site.example/0") == "redirects"
    assert [path for _method, _host, path in web.requests] == ["/0", "/1", "/2", "/3"]


def test_the_same_host_is_asked_once_a_second(web):
    fetcher = web.fetcher()
    fetcher.fetch("http://site.example/")
    web.now += 0.25
    fetcher.fetch("http://SITE.example/")
    fetcher.fetch("http://bad.example/")
    web.now += 30
    fetcher.fetch("http://site.example/")
    assert web.pauses == [0.75, 0.0]


def test_a_long_body_is_not_read(web):
    web.raw = b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n" + b"x" * 10_000_000
    assert web.fetcher().fetch("http://site.example/").status == 200
    assert web.broken_off.wait(5)


def test_an_answer_without_end_is_broken_off(web):
    web.raw = b"HTTP/1.1 200 OK\r\n" + b"".join(
        b"X-%d: %s\r\n" % (n, b"y" * 60_000) for n in range(90)
    )
    assert trouble(web.fetcher(), "http://site.example/") == "no_http"
    assert web.broken_off.wait(5)


def test_what_is_no_http_is_no_answer(web):
    web.raw = b"220 mail.example ESMTP\r\n"
    assert trouble(web.fetcher(), "http://site.example/") == "no_http"


def test_a_silent_server_is_given_up(web):
    with mute_server() as web.port:
        started = time.monotonic()
        fetcher = web.fetcher(seconds=0.2, clock=time.monotonic)
        assert trouble(fetcher, "http://site.example/") == "timeout"
        assert trouble(web.fetcher(seconds=0.2), "https://site.example/") == "timeout"
        assert time.monotonic() - started < 3


def test_drops_that_keep_coming_do_not_prolong_the_wait(web):
    """Each received byte would start a plain socket timeout anew."""

    def dripping(place, seconds):
        here, there = socket.socketpair()
        there.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        drips.append(there)
        return here

    drips = []
    ticks = iter(range(1000))

    def clock():
        for end in drips:
            end.sendall(b"x")
        return next(ticks) * 0.1

    fetcher = Fetcher(resolve=web.resolve, connect=dripping, clock=clock, sleep=web.pauses.append)
    assert trouble(fetcher, "http://site.example/") == "timeout"
    drips[0].close()


def test_a_resolver_that_does_not_answer_is_given_up(web):
    def asleep(host, port):
        time.sleep(1)
        return [PUBLIC]

    fetcher = Fetcher(resolve=asleep, connect=web.connect, seconds=0.1)
    assert trouble(fetcher, "http://site.example/") == "timeout"
    assert web.connections == []


def test_tls_asks_for_the_name_at_the_checked_address(web):
    with tls_server("site.example") as (web.port, trusting):
        fetcher = web.fetcher(tls=trusting)
        assert fetcher.fetch("https://site.example/") == Response(204, "https://site.example/")
        assert trouble(fetcher, "https://bad.example/") == "tls"  # not its certificate
    assert web.connections == [(PUBLIC, 443), (PUBLIC, 443)]


def test_a_certificate_that_nobody_vouches_for_is_trouble_with_tls(web):
    with tls_server("site.example") as (web.port, _trusting):
        assert trouble(web.fetcher(), "https://site.example/") == "tls"


def test_a_server_that_speaks_no_tls_is_trouble_with_tls(web):
    assert trouble(web.fetcher(), "https://site.example/") == "tls"


def test_an_unknown_name_is_told_apart_from_trouble_with_the_resolver(web):
    def failing(host, port):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    assert trouble(web.fetcher(), "http://gone.example/") == "unknown_host"
    fetcher = Fetcher(resolve=failing, connect=web.connect)
    assert trouble(fetcher, "http://site.example/") == "no_connection"


def test_a_host_that_takes_no_connection_is_no_connection(web):
    web.dead = {PUBLIC}
    assert trouble(web.fetcher(), "http://site.example/") == "no_connection"


def test_the_systems_resolver_knows_this_machine():
    assert "127.0.0.1" in resolved("127.0.0.1", 80)


def test_what_is_posted_arrives_whole_and_redirects_are_not_followed(web):
    web.pages = {"/ping": (307, {"Location": "http://site.example/other"})}
    fetcher = web.fetcher()
    assert fetcher.post("http://site.example/ping", "a=Ä&b=2".encode(), "text/plain") == 307
    assert web.requests == [("POST", "site.example", "/ping")]
    assert web.bodies == ["a=Ä&b=2".encode()]
    assert web.headers[0]["Content-Type"] == "text/plain"
    assert web.headers[0]["User-Agent"].startswith("Podium/1.0 (+http")


@pytest.mark.parametrize("host", PRIVATE)
def test_nothing_is_posted_to_private_hosts(web, host):
    with pytest.raises(NoAnswer) as none:
        web.fetcher().post(f"http://{host}/", b"secret", "text/plain")
    assert none.value.trouble in ("refused", "unknown_host")
    assert web.connections == []
