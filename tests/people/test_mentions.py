import pytest
from hypothesis import given, strategies as st

from people.mentions import Index, Known, Passage


def organisation(name, *more, pk=1, domains=()):
    return Known("organisation", pk, name, (name, *more), domains)


def person(name, *more, pk=9):
    return Known("person", pk, name, (name, *more))


def named(text, *known, place="text"):
    return [mention.known.name for mention in Index(known).find([Passage(place, text)])]


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
LEHEN = person("Ulla von der Lehen", pk=11)
BANK = organisation("Deutsche Musterbank AG", pk=12)
KREUZ = organisation("Blaues Kreuz e.V.", pk=13)
BUND = organisation("Bund der Musterzahler", pk=14)
SOEHNE = organisation("Mahler & Söhne OHG", pk=15)
DOTS = organisation("E.ON SE", pk=16)
SHOP = organisation("Musterbuchung.com", pk=17)
PAPER = organisation("Die Zeit", pk=18)
MONEY = organisation("Geld AG", pk=19)
ABBREVIATED = organisation("BMU SE", pk=20)
SIGN = organisation("C&A", pk=21)
DOCTOR = organisation("Dr. Öttinger", pk=22)
FUND = organisation("Musterkasse", pk=23)
NORTH = organisation("Muster Nord", pk=24)


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
        ("Gesa Hedwig Öhme", HEDWIG),
        ("Berg, Anna", BERG),
        ("Dr. Berg", BERG),
        ("Frau Prof. Dr. Berg", BERG),
        ("Frau Bergs Frage", BERG),
        ("Ulla von der Lehen", LEHEN),
        ("Frau von der Lehen", LEHEN),
        ("die nicht-SAP-gestützte Lösung", SAP),
        ("die Metro-Filiale", METRO),
        ("die Pro‑Muster‑Gruppe", MUSTER),
        ("#Muster", MUSTER),
        ("_Muster_", MUSTER),
        ("Muster\nGmbH", MUSTER),
        ("der Deutschen Musterbank", BANK),
        ("die deutsche Musterbank AG", BANK),
        ("des Blauen Kreuzes", KREUZ),
        ("Blaues Kreuz e. V.", KREUZ),
        ("Blaues Kreuz eV", KREUZ),
        ("im Namen des Bundes der Musterzahler", BUND),
        ("Mahler und Söhne", SOEHNE),
        ("Mahler&Soehne", SOEHNE),
        ("E.ON liefert", DOTS),
        ("E.ONs Netz", DOTS),
        ("Musterbuchung.com", SHOP),
        ("der Musterbuchung.com-Chef", SHOP),
        ("Das schreibt Die Zeit.", PAPER),
        ("Geld AG", MONEY),
        ("BMU baut", ABBREVIATED),
        ("bei C & A", SIGN),
        ("bei C&A", SIGN),
        ("Dr Oettinger", DOCTOR),
        ("den Musterkassen", FUND),
        ("Muster-Nord", NORTH),
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
        ("Anna Berg-Müller", BERG),
        ("Karla-Anna Berg", BERG),
        ("die Anna-Berg-Stiftung", BERG),
        ("Frau berg", BERG),
        ("Frau\n\nBerg", BERG),
        ("Anna\n\nBerg", BERG),
        ("Anna, Berg", BERG),
        ("Frau Lehen", LEHEN),
        ("Das Thema. Nord und Süd", organisation("Thema Nord")),
        ("Muster – Nord", NORTH),
        ("die zeit vergeht", PAPER),
        ("Geld allein", MONEY),
        ("bmu", ABBREVIATED),
        ("Bmu", ABBREVIATED),
        ("c & a", SIGN),
        ("ein e.on", organisation("EON AG")),
        ("ein Post-it", POST),
        ("Mahlers", organisation("Mahle")),
        ("https://evil.example/muster", MUSTER),
        ("muster@elsewhere.example", MUSTER),
        ("Vorname.Muster@elsewhere.example", MUSTER),
        ("elsewhere.example/Muster", MUSTER),
        ("muster.pdf", MUSTER),
        ("Muller AG", MUELLER),
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
        ("https://muster.example./", True),
        ("HTTPS://MUSTER.EXAMPLE", True),
        ("muster.example/seite", True),
        ("https://evil.test\\@muster.example", False),
        ("https://evil.test/muster.example", False),
        ("https://evil.test/?u=https://muster.example/", False),
        ("https://muster.example-evil.test/", False),
        ("https://müster.example/", False),
        ("https://muster.ехample/", False),
        ("javascript://muster.example/", False),
        ("/muster.example/", False),
        ("", False),
        ("mailto:post@muster.example", False),
        ("https://[::1", False),
        ("#frage-1", False),
    ],
)
def test_links_belong_to_whom_the_domain_belongs(address, found):
    known = organisation("Muster GmbH", domains=("muster.example",))
    assert bool(named(address, known, place="link")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mehr unter www.muster.example.", ["www.muster.example"]),
        ("(muster.example)", ["muster.example"]),
        ("https://shop.muster.example/a?b#c", ["shop.muster.example"]),
        ("MUSTER.EXAMPLE", ["MUSTER.EXAMPLE"]),
        ("das muster.example-Portal", ["muster.example"]),
        ("muster.example:8080", ["muster.example"]),
        ("notmuster.example", []),
        ("not-muster.example", []),
        ("muster.example.evil.test", []),
        ("https://muster.example@evil.test", []),
        ("https://muster.example:pw@evil.test", []),
        ("info@muster.example", []),
        ("vorname.name@muster.example", []),
        ("https://evil.test/muster.example", []),
        ("muster.examples", []),
        ("muster. example", []),
    ],
)
def test_a_domain_written_in_the_text_counts(text, found):
    known = organisation("Firma XY", domains=("muster.example",))
    assert [mention.found for mention in Index([known]).find([Passage("text", text)])] == found


@pytest.mark.parametrize("written", ["müller.example", "xn--mller-kva.example", "MÜLLER.example"])
def test_a_domain_with_umlauts_counts_in_either_spelling(written):
    known = organisation("Firma XY", domains=("müller.example",))
    assert named(written, known) == ["Firma XY"]
    assert named(f"https://{written}/", known, place="link") == ["Firma XY"]


def test_of_two_names_at_one_place_the_longer_counts():
    assert named("Muster Nord baut", MUSTER, NORTH) == ["Muster Nord"]
    assert named("die Stiftung Anna Berg", BERG, organisation("Stiftung Anna Berg")) == [
        "Stiftung Anna Berg"
    ]


def test_two_of_the_same_name_are_both_found():
    assert named("Anna Berg kam.", BERG, person("Anna Berg", pk=3)) == ["Anna Berg", "Anna Berg"]


def test_a_surname_counts_in_what_follows_the_passage_with_the_whole_name():
    around = [Passage("image", "Hedwig-Öhme lacht"), Passage("text", "Gesa Hedwig-Öhme sprach.")]
    assert [m.place for m in Index([HEDWIG]).find(around)] == ["text"]
    assert [m.place for m in Index([HEDWIG]).find(around[::-1])] == ["text", "image"]


def test_a_surname_that_is_a_word_counts_with_a_form_of_address_only():
    sommer = person("Ida Sommer")
    passages = [Passage("text", "Ida Sommer"), Passage("image", "Sommer am See")]
    assert [m.place for m in Index([sommer]).find(passages)] == ["text"]
    assert named("Herr Sommer", sommer) == ["Ida Sommer"]


def test_what_is_shown_of_a_link_is_its_host_and_itself():
    known = organisation("Muster GmbH", domains=("muster.example",))
    (mention,) = Index([known]).find([Passage("link", "https://www.muster.example/preise?a=b")])
    assert (mention.found, mention.context) == (
        "www.muster.example",
        "https://www.muster.example/preise?a=b",
    )


def test_mentions_come_in_the_order_of_the_text():
    text = "Metro, dann muster.example, dann Anna Berg, dann SAP"
    known = [SAP, BERG, METRO, organisation("Firma XY", pk=30, domains=("muster.example",))]
    assert named(text, *known) == ["Metro", "Firma XY", "Anna Berg", "SAP"]


def test_a_surname_counts_after_the_whole_name():
    (mention,) = Index([BERG]).find([Passage("text", "Anna Berg kam. Berg blieb.")])
    assert mention.found == "Anna Berg"


def test_each_is_mentioned_once_for_each_place_with_what_stands_around():
    text = "Zuerst kam Muster. " + "Dann lange nichts. " * 20 + "Und wieder Muster."
    passages = [Passage("text", text), Passage("credit", "Foto: Muster GmbH")]
    first, second = Index([MUSTER]).find(passages)
    assert (first.place, first.found) == ("text", "Muster")
    assert first.context.startswith("Zuerst kam Muster. Dann")
    assert len(first.context) < 150
    assert (second.place, second.found) == ("credit", "Muster GmbH")


EVERYBODY = [MUSTER, MUELLER, METRO, SAP, ADIDAS, STRASSE, HANS, POST, BERG, HEDWIG, LEHEN, BANK]
EVERYBODY += [KREUZ, BUND, SOEHNE, DOTS, SHOP, PAPER, MONEY, ABBREVIATED, SIGN, DOCTOR, FUND]
LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lt", "Lo"]), min_size=1, max_size=8)
APART = st.text(
    st.sampled_from(' \t\n\u00a0.,;:!?()[]{}<>„“”"»«‚‘–—…*#+=%§$|'), min_size=1, max_size=5
)
PIECES = st.sampled_from(
    "Muster GmbH|Anna|Berg|Frau|Dr.|SAP|-|s|’|.|@|/|muster.example|https://|\u00ad|\u0308|ü"
    "|&|und|der|Deutschen|\n|\0| | ".split("|")
)


@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_can_be_looked_through(text):
    index = Index([*EVERYBODY, organisation(text, pk=98), person(text, pk=99)])
    for mention in index.find([Passage("text", text), Passage("link", text)]):
        assert mention.found in mention.context


@given(LETTERS, LETTERS)
def test_letters_on_both_sides_make_another_word(before, after):
    for known in (METRO, SAP, ADIDAS, POST, BERG):
        assert named(f"{before}{known.name.split()[-1]}{after}", known) == []


@given(APART, APART, st.sampled_from([ADIDAS, METRO, SAP, BERG, MUSTER, HEDWIG, PAPER, SIGN]))
def test_anything_but_letters_on_both_sides_lets_a_name_stand(before, after, known):
    assert named(f"Xy{before}{known.name}{after}Zz", known) == [known.name]


@given(st.permutations(EVERYBODY), st.lists(PIECES, max_size=40).map(" ".join))
def test_the_order_of_everybody_known_makes_no_difference(known, text):
    passages = [Passage("text", text), Passage("image", text[::-1])]
    assert Index(known).find(passages) == Index(EVERYBODY).find(passages)


def test_the_order_of_what_is_known_makes_no_difference():
    known = [MUSTER, MUELLER, METRO, SAP, ADIDAS, STRASSE, BERG]
    text = "Anna Berg, SAP, Metro, Müller und Muster in der Großen Straße; Adidas kam auch."
    assert Index(known).find([Passage("text", text)]) == Index(known[::-1]).find(
        [Passage("text", text)]
    )


HOSTILE = """M|Muster-|'|Anna |.|a.|.a|..a|a-|a+|a@|-|_|@|://|http://|www.|muster.example |\u00ad
a\u0301|Anna Berg |Deutsche |Frau |&|a'|a/|a:|xn--|\u0308""".replace("\n", "|").split("|")


@pytest.mark.parametrize("bait", HOSTILE)
def test_long_and_hostile_texts_are_looked_through_to_the_end(bait):
    index = Index([*EVERYBODY, organisation("Firma XY", pk=40, domains=("muster.example",))])
    text = f"{bait * (50_000 // len(bait))}\n\nZuletzt kam Musterkasse."
    mentions = index.find([Passage("link", text), Passage("text", text)])
    assert "Musterkasse" in [mention.known.name for mention in mentions]
