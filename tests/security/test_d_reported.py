"""Letter D: what was reported of other systems and of what Podium stands on, tried here.

The numbers are those of public reports; docs/security.md names them.
"""

import time
from io import BytesIO

import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models
from django.test import Client
from lxml import html
from PIL import Image as PILImage

from blog.publishing.publish import publish
from blog.roles import EDITORS
from media.uploads import clean_upload
from prose.sanitising import sanitise
from tests import unlocked
from tests.making import make_interview, make_post
from tests.media.pictures import upload
from tests.pages.test_every_address import addresses, world  # noqa: F401  # a fixture
from tests.security.admin_addresses import admin_addresses
from tests.security.leading import hostile_in
from tests.security.newsroom import argument_of, make_account, make_newsroom

pytestmark = pytest.mark.django_db
RUNS = '"><img src=x onerror=alert(1)><script>alert(1)</script>'

# nh3 and bleach ------------------------------------------------------------------------------------
MUTATING = {
    "rust-ammonia/ammonia#251": "<svg><a><set attributeName=href to=javascript:alert(1)></set>"
    "<text y=30>Klick</text></a></svg>",
    "RUSTSEC-2025-0071": "<svg><style><a title='</style><img src=x onerror=alert(1)>'></a></style></svg>",
    "GHSA-m6xf-fq7q-8743": "<noscript><style></noscript><img src=x onerror=alert(1)>",
    "GHSA-vv2x-vrpj-qqpq": "<math></p><style><!--</style><img src/onerror=alert(1)>--></style></math>",
    "cure53/DOMPurify#482": "<form><math><mtext></form><form><mglyph><svg><mtext><style>"
    "<path id='</style><img onerror=alert(1) src>'>",
    "rust-ammonia/ammonia#142": "<iframe><a title='</iframe><img src=x onerror=alert(1)>'></a></iframe>",
}


@pytest.mark.parametrize("config", ["article", "answer", "simple"])
@pytest.mark.parametrize("report", MUTATING)
def test_no_markup_of_another_kind_turns_into_something_that_runs(report, config):
    text = MUTATING[report]
    for _reading in range(3):
        text = sanitise(f"<p>Text</p>{text}", config)
        found = {node.tag for node in html.fromstring(f"<div>{text}</div>").iter()}
        assert not found & {"svg", "math", "style", "img", "script", "iframe", "set", "form"}
        assert not list(hostile_in(text, "html"))


# Wagtail: CVE-2020-11001 (versions compared), CVE-2023-28836 (names in lists), GHSA-v2wc-pfq2-5cm6 ----
def named_hostile(row):
    """Put markup into every short text of a row that may hold any."""
    free = {
        field.name: RUNS[: field.max_length]
        for field in row._meta.local_fields
        if type(field) in {models.CharField, models.TextField} and not field.choices
        if field.max_length is None or field.max_length >= len(RUNS)
        if field.name in {"name", "title", "heading", "label", "role", "standfirst", "reason"}
    }
    type(row)._base_manager.filter(pk=row.pk).update(**free)


@pytest.mark.whichever_database
def test_a_name_of_markup_is_words_on_every_page_of_the_newsroom(client):
    newsroom = make_newsroom()
    post = make_post(RUNS[:150])
    publish(post, by=None)
    for label in ("blog.Post", "people.Person", "people.Organisation", "events.Event", "blog.Tag"):
        model = apps.get_model(label)
        for row in model._base_manager.all():
            named_hostile(row)
    client.force_login(make_account("root", is_superuser=True))
    found = []
    for address in admin_addresses():
        path = address.filled(argument_of(address, newsroom))
        with unlocked.watched():
            answer = client.get(path)
        if "html" in answer.headers.get("Content-Type", ""):
            page = html.fromstring(f"<main>{b''.join(answer).decode()}</main>")
            found += [(path, bad) for bad in page.xpath("//img[@onerror]/@onerror")]
            found += [(path, bad) for bad in page.xpath("//script[.='alert(1)']")]
    assert found == []


# Ghost: CVE-2023-32235; WordPress: who writes is found by number --------------------------------------
@pytest.mark.parametrize("folder", ["static", "media", "static/site", "media/images"])
@pytest.mark.parametrize("up", ["../", "..%2f", "..%5c", "%2e%2e/", "..%252f", "....//"])
def test_no_address_of_files_leads_out_of_their_folder(folder, up):
    for target in (".env", "manage.py", "var/podium.sqlite3", "etc/passwd"):
        answer = Client(raise_request_exception=False).get(f"/{folder}/{up * 6}{target}")
        assert answer.status_code in {301, 302, 400, 404, 410}
        assert answer.headers.get("Location", "/").startswith("/")


def test_no_page_of_readers_names_an_account(client, world):  # noqa: F811
    writer = make_account("sehr-geheim", EDITORS, email="geheim@haus.example")
    publish(make_post("Von jemand"), by=writer)
    publish(make_interview("Mit jemand"), by=writer)
    for path in ("/?author=1", "/personen/?author=1", f"/personen/{writer.pk}/"):
        answer = client.get(path)
        assert "geheim" not in answer.headers.get("Location", "")
    for _name, address in addresses(world):
        assert b"geheim" not in b"".join(client.get(address)), address


# Django and allauth: CVE-2021-45115, CVE-2024-39329, pennersr/django-allauth#1872 --------------------
def test_a_password_of_a_megabyte_takes_no_longer_than_another(client):
    client.force_login(make_account("rita", EDITORS, last_name="R" * 100))
    begun = time.process_time()
    form = {"oldpassword": "secret-word-1", "password1": "R" * 1_000_000}
    answer = client.post("/konto/password/change/", {**form, "password2": form["password1"]})
    assert answer.status_code in {200, 302, 400}
    assert time.process_time() - begun < 2


def test_the_old_password_cannot_be_guessed_where_it_is_changed(client):
    client.force_login(make_account("rita", EDITORS))
    form = {"oldpassword": "falsch", "password1": "neu-und-lang-1", "password2": "neu-und-lang-1"}
    answers = [client.post("/konto/password/change/", form).status_code for _guess in range(12)]
    assert answers[-1] == 429


# Pillow and drawings: python-pillow/Pillow#6402, files that a drawing names --------------------------
def test_no_drawing_shows_a_file_of_the_server():
    secret = f"{site_settings.MEDIA_ROOT}/geheim.png"
    red = BytesIO()
    PILImage.new("RGB", (40, 40), (255, 0, 0)).save(red, "PNG")
    default_storage.save("geheim.png", BytesIO(red.getvalue()))
    plain = '<rect width="4" height="4" fill="#00f"/>'
    ways = [
        f'<image href="{secret}" width="40" height="40"/>',
        f'<image xlink:href="{secret}" width="40" height="40"/>',
        f'<image href="&#x2f;{secret[1:]}" width="40" height="40"/>',
        '<image href="&geheim;" width="40" height="40"/>',
        f'<image href="#/../{secret}" width="40" height="40"/>',
        f'<image href=" {secret}" width="40" height="40"/>',
        f'<image width="40" height="40"><set attributeName="href" to="{secret}"/></image>',
        f'<filter id="f"><feImage href="{secret}"/></filter><rect filter="url(#f)" width="40" height="40"/>',
        f'<style>@import url("{secret}"); rect {{ fill: url({secret}) }}</style>',
    ]
    for way in ways:
        drawing = (
            f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY geheim "{secret}">]>'
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' width="40" height="40">{plain}{way}</svg>'
        )
        try:
            found = clean_upload(upload(drawing.encode(), "logo.svg"))
        except ValidationError:
            continue
        colours = PILImage.open(BytesIO(found.content)).convert("RGB").getcolors(1 << 24)
        assert not any(one[0] > 200 and one[2] < 60 for _number, one in colours), way


def test_a_picture_that_says_it_is_enormous_is_refused_before_it_is_opened():
    begun = time.perf_counter()
    for kind in ("GIF", "TIFF", "ICO"):
        bomb = BytesIO()
        PILImage.new(
            "1" if kind != "GIF" else "P", (12_000, 12_000) if kind != "ICO" else (64, 64)
        ).save(bomb, kind)
        with pytest.raises(ValidationError):
            clean_upload(upload(bomb.getvalue(), f"bild.{kind.lower()}"))
    assert time.perf_counter() - begun < 30
