"""Where a link may lead, whoever wrote it down."""

import pytest
from django.core.exceptions import ValidationError

from people.models import Organisation
from prose.links import is_web_address, web_address
from tests.security.test_d_links import HOSTILE


@pytest.mark.parametrize(
    "address", [*HOSTILE, "ftp://a.example", "//a.example", "mailto:a@b.example"]
)
def test_nobody_is_sent_there(address):
    assert web_address(address) == ""
    with pytest.raises(ValidationError, match="Webadresse"):
        is_web_address(address)


@pytest.mark.parametrize("address", ["https://a.example/b?c=d#e", "HTTP://a.example"])
def test_readers_are_sent_to_the_web(address):
    assert web_address(address) == address
    is_web_address(address)


@pytest.mark.django_db
def test_a_field_says_of_an_address_what_it_would_not_give_back():
    house = Organisation(name="Haus", url="https://ada:geheim@haus.example")
    with pytest.raises(ValidationError) as refused:
        house.full_clean()
    assert [*refused.value.message_dict] == ["url"]


@pytest.mark.django_db
def test_what_was_written_past_the_form_is_read_as_nothing():
    house = Organisation.objects.create(name="Haus", url="javascript:alert(1)")
    house.refresh_from_db()
    assert house.url == ""
    assert [*Organisation.objects.values_list("url", flat=True)] == [""]
