"""What must stand with a piece stands at every place where the piece, or an answer of it, is shown."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from blog.editions.edition import Edition
from blog.editions.texts import text_hash
from blog.models import AIUse, Correction, Series, Tie
from blog.models.series_question import SeriesQuestion
from blog.publishing.publish import publish
from blog.renewing.reassessing import apply, change_of
from interviews.models import Interview
from people.models import Organisation
from tests.making import make_interview, make_person

pytestmark = pytest.mark.django_db

QUESTION = "Was bleibt vom Kongress?"
VIDEO = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"
REPLY = "Ich habe das nicht gesagt."
LISTS = ("/", "/interviews/", "/serien/reihe/", "/suche/?q=Bleibt", "/suche/?q=Vieles")


@pytest.fixture
def talk():
    """An interview of a series whose one question is asked again."""
    series = Series.objects.create(name="Reihe", slug="reihe")
    asked = SeriesQuestion.objects.create(series=series, wording=QUESTION, slug="bleibt")
    interview = make_interview(
        "Was bleibt",
        guest=make_person("Gesa Gast", gender="f"),
        exchanges=((QUESTION, "<p>Vieles.</p>"),),
        series=series,
        standfirst="Ein Gespräch.",
        mode="written",
        shortened=False,
        authorisation_agreed="none",
    )
    interview.exchanges.update(series_question=asked)
    return Interview.objects.get(pk=interview.pk)


def seen(client, edition):
    """The text of every place that shows the piece or its answer, as readers load it."""
    path = edition.get_absolute_url()
    found = {"page": words(client.get(path)), "answer": words(client.get(f"{path}frage-1/"))}
    found["one question, all answers"] = words(client.get("/serien/reihe/frage/bleibt/"))
    for address in LISTS:
        found[address] = teaser(client, address, path)
    for name in ("rss.xml", "atom.xml", "feed.json"):
        found[name] = feed(client, name)
    return found


def words(response):
    (article,) = html.fromstring(response.text).xpath("//main")
    return plain(article.text_content())


def teaser(client, address, path):
    tree = html.fromstring(client.get(address).text)
    (found, *_more) = tree.xpath(
        f"//article[contains(@class, 'teaser')][.//a[starts-with(@href, '{path}')]]"
    )
    return plain(found.text_content())


def feed(client, name):
    text = client.get(f"/feeds/{name}").content.decode()
    if name.endswith("json"):
        (item,) = json.loads(text)["items"]
        text = item["content_html"]
    return plain(html.fromstring(f"<div>{plain_markup(text)}</div>").text_content())


def plain_markup(text):
    """Markup that a feed carries escaped, as it is."""
    text = text.partition("?>")[2] if text.startswith("<?xml") else text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(text):
    return " ".join(text.replace("\xa0", " ").split())


def whole(found):
    """The places that show a text, not only the way to it."""
    return {place: text for place, text in found.items() if place not in LISTS}


def advertised(talk):
    row = Organisation.objects.create(name="Muster GmbH")
    Tie.objects.create(post=talk, organisation=row, consideration="money", influence="none")
    return publish(talk, by=None)


def test_an_advertisement_is_called_one_first_at_every_place(client, talk):
    edition = advertised(talk)
    for place, text in seen(client, edition).items():
        assert "Anzeige" in text, place
    for place, text in whole(seen(client, edition)).items():
        assert "Muster GmbH hat für diesen Beitrag bezahlt." in text, place
        assert "persönliche Meinung" not in text, place


def test_an_advertisement_is_called_one_where_its_title_stands_alone(client, talk):
    edition = advertised(talk)
    path = edition.get_absolute_url()
    for address in (path, f"{path}frage-1/"):
        page = html.fromstring(client.get(address).text)
        assert page.findtext(".//title").strip().startswith("Anzeige: ")
        for name in ("description", "og:title", "og:description"):
            (said,) = page.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")
            assert said.startswith("Anzeige"), (address, name)
        (image,) = page.xpath("//meta[@property='og:image:alt']/@content")
        assert "Anzeige" in image, address
    graph = html.fromstring(client.get(path).text).xpath("//script[@type='application/ld+json']")
    (post,) = [n for n in json.loads(graph[0].text)["@graph"] if n["@id"].endswith("#post")]
    assert "AdvertiserContentArticle" in post["@type"]
    assert "Anzeige" in post["genre"]
    for name in ("rss.xml", "atom.xml", "feed.json"):
        assert "[Anzeige] Was bleibt" in client.get(f"/feeds/{name}").content.decode()


def test_a_right_of_reply_stands_with_every_answer_and_every_way_to_it(client, talk):
    edition = publish(talk, by=None)
    Correction.objects.create(
        post_id=talk.pk,
        edition=edition,
        kind=Correction.Kind.RIGHT_OF_REPLY,
        text=REPLY,
        by="Kai Kran",
        published_at=timezone.now() - timedelta(minutes=1),
    )
    for place, text in seen(client, edition).items():
        told = "Zu diesem Beitrag gibt es eine Gegendarstellung." if place in LISTS else REPLY
        assert told in text, place


def test_answers_written_by_ai_say_so_at_every_place(client, talk):
    guest = talk.credits.get(role="interviewee").person
    talk.declarations.create(person=guest, kind="ai_use", ai_degree=2)
    for place, text in whole(seen(client, publish(talk, by=None))).items():
        assert "Gesa Gast hat die Antworten mithilfe von KI verfasst." in text, place


def test_who_is_tied_to_a_sponsor_is_told_at_every_place(client, talk):
    guest = talk.credits.get(role="interviewee").person
    row = Organisation.objects.create(name="Rivale AG")
    talk.declarations.create(person=guest, kind="tie", organisation=row, interest="advises")
    Tie.objects.create(
        post=talk, organisation=row, consideration="none", influence="none", evidence="E-Mail"
    )
    for place, text in whole(seen(client, publish(talk, by=None))).items():
        assert "berät Rivale AG" in text, place


def test_a_video_by_ai_says_so_at_the_player_and_where_there_is_none_above_the_text(client, talk):
    AIUse.objects.create(post=talk, kind="video", degree=3, tool="Filmwerk")
    said = "KI-generiertes Video – zeigt kein reales Ereignis."
    for place, text in whole(seen(client, publish(talk, by=None))).items():
        assert said in text, place


def test_a_withdrawn_sign_off_is_told_nowhere_any_more(client, talk):
    guest = talk.credits.get(role="interviewee").person
    signed = talk.authorisations.create(person=guest, text_sha256=text_hash(talk.content()))
    edition = publish(talk, by=None)
    for place, text in whole(seen(client, edition)).items():
        assert "Autorisiert von Gesa Gast." in text, place
    signed.withdrawn_at = timezone.now()
    signed.save()
    assert apply(change_of(edition), by=None)
    for place, text in whole(seen(client, Edition.objects.live().get())).items():
        assert "Autorisiert" not in text, place
