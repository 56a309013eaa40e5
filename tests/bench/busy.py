"""A newsroom at its busiest: twenty upload a photograph, twenty publish, and somebody reads."""

import io
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from secrets import token_hex
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from lxml import html
from PIL import Image as PILImage

from tests.bench.effort import Effort
from tests.bench.inside import ROOT
from tests.bench.sites import Sites
from tests.bench.table import Row, at_most
from tests.bench.worlds import say
from tests.serving import Server

PART, READ = "busy", "a kept article"
EACH = 20
PATIENCE = 120
SOON = 5000  # milliseconds
_FORM = "//form[.//input[@name='csrfmiddlewaretoken']][.//*[@name='%s']]"
_PEOPLE = "/admin/autocomplete/?app_label=blog&model_name=credit&field_name=person&term="
_PERSON = re.compile(r'"id": "(\d+)"')

type Answered = tuple[str, int, float]  # what, status, milliseconds


def measure(
    sites: Sites, _addresses: dict[str, list[str]], database: str, _effort: Effort
) -> list[Row]:
    """Return how long the slowest of all waited, what one takes alone, and how many failed."""
    say(f"{database}: busy")
    editor, photograph = Editor(sites.cached), _photograph()
    upload, publish = editor.upload(), editor.publish()
    used = time.process_time()
    PILImage.open(io.BytesIO(photograph)).load()
    used = 1000 * (time.process_time() - used)
    with _worker(sites.site):
        alone = [upload(photograph, 0), publish(photograph, 0)]
        say(f"alone: {alone}")
        begun = time.perf_counter()
        found = _at_once(sites, [upload, publish], photograph)
        took = time.perf_counter() - begun
    say(f"{took:.1f} s: {sorted(found, key=lambda one: -one[2])[:5]}")
    if failed := [one for one in [*alone, *found] if one[1] != (200 if one[0] == READ else 302)]:
        raise RuntimeError(f"Answered otherwise: {failed[:5]}")
    slowest = {what: max(ms for kind, _status, ms in found if kind == what) for what, *_ in found}
    speed = f"this machine decodes such a photograph in {used:.0f} ms"
    note = f"{EACH} uploads and {EACH} publishes in {took:.1f} s; none failed"
    return [
        *(Row(PART, f"{what} alone", ms, "ms", database, speed) for what, _status, ms in alone),
        *(
            Row(PART, f"{what}, slowest of all at once", ms, "ms", database, note, at_most(SOON))
            for what, ms in slowest.items()
        ),
    ]


def _at_once(
    sites: Sites, saves: list[Callable[[bytes, int], Answered]], photograph: bytes
) -> list[Answered]:
    over, read = threading.Event(), list[Answered]()

    def reading() -> None:
        while not over.is_set():
            begun = time.perf_counter()
            status = sites.cached.get(sites.article).status
            read.append((READ, status, 1000 * (time.perf_counter() - begun)))

    reader = threading.Thread(target=reading)
    reader.start()
    with ThreadPoolExecutor(EACH * len(saves)) as crowd:
        asked = [crowd.submit(save, photograph, n) for n in range(1, EACH + 1) for save in saves]
        found = [one.result() for one in asked]
    over.set()
    reader.join()
    return found + read


class Editor:
    """The demo's editor-in-chief in the newsroom of a server."""

    def __init__(self, server: Server) -> None:
        """Log in."""
        self._site = f"http://127.0.0.1:{server.port}"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay)
        address = "/konto/login/"
        who = {"login": "chefredaktion", "password": "podium-demo"}
        self._send(address, [*(self._form(address, "login") | who).items()])

    def upload(self) -> Callable[[bytes, int], Answered]:
        """Return what uploads a photograph."""
        address = "/admin/media/image/add/"
        form = self._form(address, "alternative_text")

        def save(photograph: bytes, number: int) -> Answered:
            facts = {"alternative_text": f"Eine Bühne {number}", "_save": "1"}
            facts |= {"digital_source_type": "digitalCapture"}
            values = [*(form | facts | _new(form)).items()]
            one = photograph + token_hex(8).encode()  # no picture is taken in twice
            return ("an upload", *self._send(address, values, ("file", one)))

        return save

    def publish(self) -> Callable[[bytes, int], Answered]:
        """Return what writes a piece and publishes it."""
        address = "/admin/blog/post/add/"
        form = self._form(address, "title")
        with self._opener.open(f"{self._site}{_PEOPLE}", timeout=PATIENCE) as found:
            person = _PERSON.search(found.read().decode())

        def save(_photograph: bytes, number: int) -> Answered:
            facts = {
                "title": f"Viel los {number} {token_hex(3)}",
                "body": "<p>Ein Absatz.</p>" * 20,
            }
            facts |= {"credits-TOTAL_FORMS": "1", "credits-0-person": person[1] if person else ""}
            facts |= {"credits-0-role": "author", "no_external_sources": "on", "_publish": "1"}
            values = [*(form | facts | _new(form)).items()]
            return ("a publish", *self._send(address, values))

        return save

    def _form(self, address: str, field: str) -> dict[str, str]:
        with self._opener.open(f"{self._site}{address}", timeout=PATIENCE) as page:
            (form,) = html.fromstring(page.read().decode()).xpath(_FORM % field)
        return {name: value for name, value in form.form_values() if "__prefix__" not in name}

    def _send(
        self, address: str, values: list[tuple[str, str]], file: tuple[str, bytes] | None = None
    ) -> tuple[int, float]:
        body, kind = _encoded(values, file)
        request = Request(f"{self._site}{address}", body, {"Content-Type": kind})
        begun = time.perf_counter()
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                answer.read()
                status = int(answer.status)
        except HTTPError as other:
            status = other.code
        except OSError:
            status = 0
        return status, 1000 * (time.perf_counter() - begun)


class _Stay(HTTPRedirectHandler):
    """What is saved leads on; where to is of no interest here."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere."""


def _new(form: dict[str, str]) -> dict[str, str]:
    """Return what tells a form from another one that was opened by somebody else."""
    return {"_sitting": token_hex(16)} if "_sitting" in form else {}


def _encoded(values: list[tuple[str, str]], file: tuple[str, bytes] | None) -> tuple[bytes, str]:
    """Return a form as a browser sends it, and how that is called."""
    if file is None:
        return urlencode(values).encode(), "application/x-www-form-urlencoded"
    edge, (field, content) = token_hex(16), file
    head = f'--{edge}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}{name}"\r\n\r\n{value}\r\n' for name, value in values if name != field]
    name = f'{field}"; filename="foto-{edge}.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = "".join([*parts, head, name]).encode() + content + f"\r\n--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"


def _photograph() -> bytes:
    """Return a JPEG of 12 megapixels with as much in it as a photograph: forms, and noise over them."""
    forms = PILImage.frombytes("RGB", (80, 60), os.urandom(80 * 60 * 3)).resize((4000, 3000))
    noise = PILImage.effect_noise((4000, 3000), 24).convert("RGB")
    sent = io.BytesIO()
    PILImage.blend(forms, noise, 0.2).save(sent, "JPEG", quality=88)
    return sent.getvalue()


@contextmanager
def _worker(site: dict[str, str]) -> Iterator[None]:
    """Have a worker do the tasks meanwhile, as in production."""
    command = ["nice", sys.executable, "manage.py", "db_worker", "-v0"]
    with subprocess.Popen(command, env=os.environ | site, cwd=ROOT) as worker:
        try:
            yield
        finally:
            worker.terminate()
