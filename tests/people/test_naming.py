import pytest
from django.core.exceptions import ValidationError

from people.models import Organisation, Person
from people.naming import tidy_aliases


def test_other_names_are_kept_one_per_line_and_each_once():
    assert tidy_aliases(" A B \n\nA  B\nCde ") == "A B\nCde"


def test_a_name_of_one_letter_is_refused(english):
    with pytest.raises(ValidationError) as refused:
        tidy_aliases("Muster\nA")
    assert refused.value.message_dict == {
        "aliases": ["“A” is too short to be found reliably."],
    }


def test_an_organisation_goes_by_its_name_and_its_other_names():
    firm = Organisation(name="Muster GmbH", aliases="Musterfirma\nMuster GmbH\nE.ON\nmuster.test")
    assert firm.names() == ("Muster GmbH", "Musterfirma", "E.ON")


def test_domains_come_from_the_website_and_the_other_names():
    firm = Organisation(
        name="Muster", url="https://www.muster.example/de/", aliases="Musterfirma\nmuster.test"
    )
    assert firm.domains() == ("muster.example", "muster.test")


def test_a_page_at_a_social_network_gives_no_domain():
    firm = Organisation(name="Muster", url="https://www.linkedin.com/company/muster")
    assert firm.domains() == ()


def test_a_person_goes_by_every_name():
    assert Person(name="Anna Berg", aliases="Anna Tal").names() == ("Anna Berg", "Anna Tal")
