import pytest
from django.utils import translation

pytestmark = pytest.mark.django_db


def test_a_thread_answers_readers_in_the_sites_language_after_the_newsroom_was_asked_in_another(
    client,
):
    with translation.override("de"):
        client.get("/konto/login/", headers={"accept-language": "en"})
        assert translation.get_language() == "de"
        assert '<html lang="de">' in client.get("/").text
