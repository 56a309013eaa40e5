"""What editors' forms, lists and searches ask of the processor, from inside the site."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from http import HTTPStatus
from secrets import token_hex
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from blog.models import Post
from tests.bench.pages import milliseconds, queries_of
from tests.filling import Page
from tests.making import make_interview, make_post

SHORT, LONG = 6, 40  # questions
ANSWER = "<p>Das hat sich über Jahre so ergeben, und es trägt bis heute.</p>" * 4
PEOPLE = "/admin/autocomplete/?app_label=blog&model_name=credit&field_name=person&term=ba"
LIST = "/admin/beitraege/"

type Ask = tuple[str, Callable[[], Any], bool]  # what, how, whether it writes


def measure(repeats: str) -> list[tuple[str, float, int]]:
    """Return what was asked, its median of the processor in milliseconds, its queries. Nothing stays changed."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="chefredaktion"))
    found = []
    with pieces() as (short, long, post):
        for name, ask, writes in [*reading(client, short, long, post), *writing(client, long)]:
            with undone() if writes else nullcontext():
                ask()  # what a process asks once is known
                queries = queries_of(ask)
                times = [milliseconds(ask, time.process_time) for _ in range(int(repeats))]
                found.append((name, median(times), queries))
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Let nothing stay of what is written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def pieces() -> Iterator[list[Post]]:
    """Offer interviews with few and many questions and a post, as long as they are looked at."""
    made: list[Post] = []
    try:
        for number in (SHORT, LONG):
            rows = tuple((f"Wie kam es zu {nth}?", ANSWER) for nth in range(number))
            made.append(make_interview(f"Gemessen: {number}", exchanges=rows))
        made.append(make_post("Gemessen", body=ANSWER * 10))
        yield made
    finally:
        for piece in made:
            people = [credit.person for credit in piece.credits.all()]
            piece.delete()
            for person in people:
                person.delete()


def reading(client: Client, short: Post, long: Post, post: Post) -> Iterator[Ask]:
    """Yield what writes nothing."""
    for name, path in {
        f"form: interview, {SHORT} questions": form(short),
        f"form: interview, {LONG} questions": form(long),
        "form: post": form(post),
        "list: first page": LIST,
        "list: last page": f"{LIST}?page={10**6}",
        "list: a filter": f"{LIST}?kind=interview",
        "list: words": f"{LIST}?q=Bühne",
        "autocomplete": PEOPLE,
        "search": "/admin/suche/?q=Bühne&part=1",
        "start": "/admin/",
    }.items():
        yield name, lambda path=path: client.get(path), False  # type: ignore[misc]
    page, typed = Page(client, form(long)), form(long).replace("/change/", "/panel/")
    yield "panel", lambda: send(client, typed, page.values), False


def writing(client: Client, long: Post) -> Iterator[Ask]:
    """Yield what is written while somebody writes, and publishing, each time with other words."""
    page = Page(client, form(long))
    words = iter(range(10**6))

    def autosave() -> Any:
        page.values["title"] = [f"Gemessen {next(words)}"]
        answer = send(client, page.address, page.values, headers={"X-Podium-Saving": "auto"})
        page.values["_version"] = [answer.json()["version"]]
        return answer

    def publish() -> None:
        said = {"title": f"Gemessen {next(words)}", "change_kind": "typo", "_publish": "1"}
        said |= {"_sitting": token_hex(16), "_version": ""}
        if send(client, page.address, page.values | said).status_code != HTTPStatus.FOUND:
            raise RuntimeError("Was not published.")

    yield "autosave", autosave, True
    yield "publishing", publish, True


def send(client: Client, address: str, values: dict[str, Any], **more: Any) -> Any:
    """Send a form as its scripts do (static/desk/saving/snapshot.js)."""
    body = urlencode(values, doseq=True)
    return client.post(address, body, "application/x-www-form-urlencoded", **more)


def form(post: Post) -> str:
    """Return the address of the form of a piece."""
    return reverse(f"admin:{post._meta.app_label}_{post._meta.model_name}_change", args=[post.pk])
