"""Hosts on the public internet have one spelling; everything else is no host."""

import pytest

from outbound.hosts import NoHost, Target, is_public, normal_host, target_of


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Example.ORG", "example.org"),
        ("example.org.", "example.org"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("mu\u0308nchen.example", "xn--mnchen-3ya.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("93.184.216.34", "93.184.216.34"),
        ("９３.184.216.34", "93.184.216.34"),
        ("2606:2800:0220:1::0", "2606:2800:220:1::"),
    ],
)
def test_a_host_has_one_spelling(typed, normal):
    assert normal_host(typed) == normal


@pytest.mark.parametrize(
    "typed",
    [
        "",
        ".",
        "localhost",
        "localhost.",
        "intranet",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0x0.0x0.0x1",
        "0177.0.0.1",
        "127.0.0.1.0x1",
        "１２７.1",
        "a..example",
        "-a.example",
        "a b.example",
        "a\u200bb.example",
        "☃.example",
        "a" * 64 + ".example",
        "a." * 130 + "example",
    ],
)
def test_what_is_no_name_of_a_public_host_is_refused(typed):
    with pytest.raises(NoHost):
        normal_host(typed)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"],
)
def test_addresses_on_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2001::1",
        "2001:0:5db8:d822::1",
        "2002:7f00:1::1",
        "2002:5db8:d822::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "not an address",
        "127.1",
    ],
)
def test_addresses_that_lead_elsewhere_are_not_public(address):
    assert not is_public(address)


def test_an_address_is_taken_apart():
    assert target_of("https://Example.org") == Target("https", "example.org", 443, "/")
    assert target_of("http://example.org:443/a?b=ü#c") == Target(
        "http", "example.org", 443, "/a?b=%C3%BC"
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org/",
        "/blog/",
        "ftp://example.org/",
        "ftp://example.org:80/",
        "gopher://example.org:80/",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "http://good@bad.example/",
        "http://@bad.example/",
        "http://good:word@bad.example/",
        "http://good.example\\@bad.example/",
        "http://example.org:22/",
        "http://example.org:8080/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http:///path",
        "http://[::1",
        "http://example.org/a\r\nHost: bad.example",
    ],
)
def test_other_addresses_are_refused(address):
    with pytest.raises(NoHost):
        target_of(address)
