import pytest

from people.domains import above, domain_of


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("https://www.muster.example/x", "muster.example"),
        ("muster.example", "muster.example"),
        ("https://www.linkedin.com/", "linkedin.com"),
        ("https://www.linkedin.com/company/muster", ""),
        ("https://muster.github.io/seite", "muster.github.io"),
        ("Musterfirma", ""),
        ("Dr. Muster", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_domain_is_told_from_a_name(words, domain):
    assert domain_of(words) == domain


def test_a_host_lies_below_every_domain_at_its_end():
    assert list(above("a.b.example")) == ["a.b.example", "b.example"]
