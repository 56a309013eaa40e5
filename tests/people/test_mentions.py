import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, strategies as st

from people.mentions import Index, Known, Passage, find, known_rows
from people.models import Organisation, Person
from people.naming import domain_of, tidy_aliases


def organisation(name, *more, pk=1, domains=()):
    return Known("organisation", pk, name, (name, *more), domains)


def person(name, *more, pk=9):
    return Known("person", pk, name, (name, *more))


def named(text, *known, place="text"):
    return [mention.known.name for mention in find([Passage(place, text)], known)]


MUSTER = organisation("Muster GmbH")
MUELLER = organisation("Müller AG")
METRO = organisation("Metro", pk=2)
SAP = organisation("SAP", pk=3)
ADIDAS = organisation("Adidas", pk=4)
STRASSE = organisation("Große Straße GmbH & Co. KG", pk=5)
HANS = organisation("Hans", pk=6)
POST = organisation("Deutsche Post AG", "Post", pk=7)
BERG = person("Anna Berg")
HEDWIG = person("Gesa Hedwig-Öhme", pk=10)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Die Muster GmbH war da.", MUSTER),
        ("Muster war da.", MUSTER),
        ("Das sagt Muster.", MUSTER),
        ("„Muster“, hieß es", MUSTER),
        ("(Muster)", MUSTER),
        ("MUSTER GMBH", MUSTER),
        ("muster gmbh", MUSTER),
        ("Musters Saal", MUSTER),
        ("die Muster-Gruppe", MUSTER),
        ("Mus\u00adter GmbH", MUSTER),
        ("Muster\u00a0GmbH", MUSTER),
        ("Muster GmbH’s Saal", MUSTER),
        ("Müller AG", MUELLER),
        ("Mueller AG", MUELLER),
        ("MÜLLER AG", MUELLER),
        ("Mu\u0308ller AG", MUELLER),
        ("bei Müller", MUELLER),
        ("Müllers Halle", MUELLER),
        ("bei Metro", METRO),
        ("die Metro-Halle", METRO),
        ("SAP lädt ein", SAP),
        ("mit SAPs Hilfe", SAP),
        ("SAP-Technik", SAP),
        ("adidas", ADIDAS),
        ("Grosse Strasse", STRASSE),
        ("Große Straße GmbH & Co. KG", STRASSE),
        ("Große Straße", STRASSE),
        ("Hans’ Saal", HANS),
        ("Hans' Saal", HANS),
        ("die Deutsche Post", POST),
        ("mit der Post", POST),
        ("Anna Berg kam", BERG),
        ("Anna Bergs Frage", BERG),
        ("ANNA BERG", BERG),
        ("Dr. Anna Berg", BERG),
        ("Frau Berg sagt", BERG),
        ("von Herrn Hedwig-Öhme", HEDWIG),
        ("Gesa Hedwig-Oehme", HEDWIG),
    ],
)
def test_is_found(text, known):
    assert named(text, known) == [known.name]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Mustermann war da.", MUSTER),
        ("das Musterhaus", MUSTER),
        ("Gewebemuster", MUSTER),
        ("Metropole", METRO),
        ("die metro fährt", METRO),
        ("sapiens", SAP),
        ("sap", SAP),
        ("ASAP", SAP),
        ("Adi", ADIDAS),
        ("Adidassler", ADIDAS),
        ("Müllerin", MUELLER),
        ("Müllerstraße", MUELLER),
        ("die große Halle", STRASSE),
        ("Hansestadt", HANS),
        ("die post kommt", POST),
        ("Postamt", POST),
        ("der Berg ruft", BERG),
        ("Berg kam", BERG),
        ("Anna Bergmann", BERG),
        ("Anna. Bergig", BERG),
        ("Joanna Berg", BERG),
        ("Frau Bergmann", BERG),
        ("", MUSTER),
    ],
)
def test_is_not_found(text, known):
    assert named(text, known) == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://muster.example/a?b=c", True),
        ("https://www.muster.example", True),
        ("http://shop.muster.example:8080/", True),
        ("//MUSTER.example/", True),
        ("https://notmuster.example/", False),
        ("https://muster.example.evil.test/", False),
        ("https://muster.example@evil.test/", False),
        ("mailto:post@muster.example", False),
        ("https://[::1", False),
        ("#frage-1", False),
    ],
)
def test_links_belong_to_whom_the_domain_belongs(address, found):
    known = organisation("Muster GmbH", domains=("muster.example",))
    assert bool(named(address, known, place="link")) == found


def test_a_domain_written_in_the_text_counts():
    known = organisation("Muster GmbH", domains=("muster.example",))
    assert named("Mehr unter www.muster.example.", known) == ["Muster GmbH"]


def test_a_surname_counts_after_the_whole_name():
    (mention,) = find([Passage("text", "Anna Berg kam. Berg blieb.")], [BERG])
    assert mention.found == "Anna Berg"


def test_each_is_mentioned_once_for_each_place_with_what_stands_around():
    text = "Zuerst kam Muster. " + "Dann lange nichts. " * 20 + "Und wieder Muster."
    passages = [Passage("text", text), Passage("credit", "Foto: Muster GmbH")]
    first, second = find(passages, [MUSTER])
    assert (first.place, first.found) == ("text", "Muster")
    assert first.context.startswith("Zuerst kam Muster. Dann")
    assert len(first.context) < 150
    assert (second.place, second.found) == ("credit", "Muster GmbH")


@given(st.text(alphabet="abcäöüßMUSTERGmbH -.'’\n", max_size=80))
def test_any_text_can_be_looked_through(text):
    find([Passage("text", text), Passage("link", text)], [MUSTER, MUELLER, SAP, BERG])


@given(st.from_regex(r"\A[a-zäöü]{1,8}\Z"), st.from_regex(r"\A[a-rt-zäöü]{1,8}\Z"))
def test_letters_on_both_sides_make_another_word(before, after):
    assert named(f"{before}Adidas{after}", ADIDAS) == []


@given(st.sampled_from(' .,;:!?()[]„“"»«–…/\n\t'), st.sampled_from(' .,;:!?()[]„“"»«–…/\n\t'))
def test_anything_but_letters_on_both_sides_lets_a_name_stand(before, after):
    assert named(f"x{before}Adidas{after}x", ADIDAS) == ["Adidas"]


def test_the_order_of_what_is_known_makes_no_difference():
    known = [MUSTER, MUELLER, METRO, SAP, ADIDAS, STRASSE, BERG]
    text = "Anna Berg, SAP, Metro, Müller und Muster in der Großen Straße; Adidas kam auch."
    assert find([Passage("text", text)], known) == find([Passage("text", text)], known[::-1])


def test_long_and_hostile_texts_are_looked_through_whole():
    index = Index([MUSTER, MUELLER, BERG])
    for text in ("M" * 50_000, "Muster-" * 8_000, "'" * 50_000, "Anna " * 10_000, "." * 50_000):
        index.find([Passage("text", text), Passage("link", text)])
    assert index.find([Passage("text", "x " * 25_000 + "Muster")])[0].found == "Muster"


@pytest.mark.django_db
def test_everybody_known_is_loaded_in_two_queries(django_assert_num_queries):
    Organisation.objects.create(
        name="Muster GmbH", url="https://www.muster.example/x", aliases="Musterfirma\nmuster.test"
    )
    Person.objects.create(name="Anna Berg", aliases="Anna Tal")
    with django_assert_num_queries(2):
        firm, someone = known_rows()
    assert (firm.names, firm.domains) == (
        ("Muster GmbH", "Musterfirma"),
        ("muster.example", "muster.test"),
    )
    assert someone.names == ("Anna Berg", "Anna Tal")


def test_other_names_are_tidied_and_too_short_ones_refused():
    assert tidy_aliases(" A B \n\nA  B\nCde ") == "A B\nCde"
    with pytest.raises(ValidationError):
        tidy_aliases("A")


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("https://www.muster.example/x", "muster.example"),
        ("muster.example", "muster.example"),
        ("Musterfirma", ""),
        ("Dr. Muster", ""),
        ("http://[", ""),
    ],
)
def test_a_domain_is_told_from_a_name(words, domain):
    assert domain_of(words) == domain
