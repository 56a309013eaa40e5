"""Pages of failure ask no file for its name, and get the present style: what lies under /static/ is kept for a year."""

import pytest
from django.template.loader import render_to_string
from lxml import html

from tests.making import make_site


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["500.html", "503.html", "unsaved.html"])
def test_they_are_dressed_as_the_site_is_at_present(client, template):
    make_site(accent="#0d5c63")
    (address,) = html.fromstring(render_to_string(template)).xpath("//link/@href")
    answer = client.get(address)
    assert "--accent:light-dark(#0d5c63" in answer.text
    assert "immutable" not in answer.headers["Cache-Control"]
