"""Limits as production has them: two processes behind the real nginx, visitors from addresses of their own."""

import http.client
from contextlib import closing
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from lxml import html

from tests.security.test_e_serving import serving
from tests.serving import NGINX, Answer, Server, database_in_use, nginx, podium

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(NGINX is None, reason="no nginx (Debian: apt install nginx)"),
]
SIGN_IN, MISTAKEN = "/konto/login/", 12  # more than a visitor may be in a minute


class Visitor:
    """Somebody at an address of this machine, on a connection of their own each time."""

    def __init__(self, site: Server, address: str):
        self.site, self.address = site, address

    def try_name(self, name: str, **headers: str) -> str:
        """Give a wrong password for a name, and return what the page says then."""
        form = self._ask("GET", "", {})
        token = html.fromstring(form.body).xpath("//input[@name='csrfmiddlewaretoken']/@value")
        cookie = SimpleCookie(form.headers["set-cookie"])["csrftoken"].value
        values = {"csrfmiddlewaretoken": token[0], "login": name, "password": "wrong"}
        sent = {
            "Cookie": f"csrftoken={cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer = self._ask("POST", urlencode(values), sent | headers)
        assert answer.status in (200, 429), answer.text
        return answer.text

    def is_limited(self, name: str, **headers: str) -> bool:
        """Tell whether a try is refused, whatever the password."""
        return "Zu viele" in self.try_name(name, **headers)

    def _ask(self, method: str, body: str, headers: dict[str, str]) -> Answer:
        asking = http.client.HTTPConnection(
            "127.0.0.1", self.site.port, timeout=30, source_address=(self.address, 0)
        )
        host = {"Host": "127.0.0.1", "Accept-Language": "de"}
        with closing(asking):
            asking.request(method, SIGN_IN, body, host | headers)
            response = asking.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())


def test_who_tries_names_is_held_off_by_every_process_and_nobody_else_is():
    site = podium(database_in_use(), workers=2, TRUSTED_PROXY_COUNT="1")
    with site as behind, nginx(behind) as front:
        behind.wait_until(lambda: len(serving(behind)) == 2, seconds=20)
        one = Visitor(front, "127.0.0.2")
        for number in range(MISTAKEN):
            one.try_name(f"name{number}", **{"X-Forwarded-For": f"203.0.113.{number}"})
        # By whichever process it is answered, and whoever they say they are.
        for number in range(6):
            forged = {"X-Forwarded-For": f"198.51.100.{number}"}
            assert one.is_limited(f"other{number}", **forged)
        assert not Visitor(front, "127.0.0.3").is_limited("name")
