"""One of everything that a page can describe, and pages of editions that are not saved."""

import msgspec
from django.test import RequestFactory

from blog.editions.content import Content, ToldNotice, write
from blog.models import Source
from blog.publishing.deriving import derive
from blog.publishing.publish import publish
from disclosures.canonical import sha256
from events.models import Ambassadorship, EventSeries, Sponsorship
from pages.pieces.views import show
from people.models import Organisation, ProfileLink
from tests.making import berlin, make_event, make_interview, make_offer, make_person, make_post
from tests.media.pictures import saved_image

NOW = berlin(2026, 11, 20, 9)
LIST = "<ul><li>Licht: 20 Euro</li><li>Ton</li></ul>"
EXCHANGES = (
    (
        'Was heißt "hybrid"?',
        "<p>Zwei Räume. Z. B. einer im Netz.</p><p>Und <em>ein</em>e Zeit.</p>",
    ),
    ("Was kostet das?", LIST + '<p>Mehr nicht<span data-footnote="Stand: 2026."></span>.</p>'),
    ("Und <b>danach</b> & später?", "<p>Schluss.</p>"),
)


class World:
    """One of everything that a page can describe."""

    def __init__(self, language="de"):
        image = saved_image(
            credit="Ana Licht", copyright_notice="© Saal", caption="Vor dem Einlass"
        )
        employer = Organisation.objects.create(name="Beispiel GmbH", url="https://gmbh.example/")
        self.sponsor = Organisation.objects.create(name="Geld AG", url="https://geld.example/")
        self.row = EventSeries.objects.create(name="Kongressreihe")
        self.event = make_event(
            "Kongress 2026",
            slug="kongress",
            series=self.row,
            organiser=employer,
            image=image,
            standfirst='Zwei Tage über "Licht"',
            venue="Große Halle",
            street="Am Platz 1",
            postal_code="20095",
            city="Hamburg",
        )
        make_offer(self.event, name="Frühbucher", price="320.00")
        for level in ("partner", "main_sponsor"):
            Sponsorship.objects.create(event=self.event, organisation=self.sponsor, level=level)
        self.series = self.event.series_of_posts.create(
            name="Reihe", slug="reihe", description="<p>Alle <b>Gespräche</b>.</p>"
        )
        self.author = make_person(
            "Anna Berg",
            honorific="Prof. Dr.",
            newsroom=True,
            role_line="Leiterin bei Beispiel GmbH",
            affiliation=employer,
            portrait=image,
            bio="<p>Schreibt &amp; <b>fragt</b>.</p>",
        )
        ProfileLink.objects.create(person=self.author, url="https://anna.example/")
        self.guest = make_person("Falk Gast", affiliation=employer)
        Ambassadorship.objects.create(person=self.guest, event=self.event)
        around = {"event": self.event, "series": self.series, "image": image, "language": language}
        self.post = make_post(
            "Licht am Einlass",
            slug="licht",
            author=self.author,
            standfirst='Was "gut" heißt',
            body=f'<p>Ein Text.</p><figure data-file="{image.pk}"></figure>',
            **around,
        )
        self.post.tags.add("Bühne")
        Source.objects.create(
            post=self.post,
            ordering=1,
            title='Studie "Licht"',
            author="Eva Öztürk",
            publisher="Institut",
            published_on="2026-01-02",
            url="https://studie.example/",
            archived_url="https://archiv.example/studie",
        )
        self.interview = make_interview(
            "Drei Fragen", slug="fragen", guest=self.guest, exchanges=EXCHANGES, **around
        )
        for piece in (self.post, self.interview):
            publish(piece, by=None)


def visit(client, piece):
    return client.get(piece.get_absolute_url()).text


def page_with(edition, **content):
    """The page of an edition whose content has these values as well; nothing is saved."""
    values = msgspec.to_builtins(edition.piece) | msgspec.to_builtins(content)
    text = write(msgspec.convert(values, Content, str_keys=True))
    other = type(edition)(
        pk=edition.pk,
        post_id=edition.post_id,
        kind=edition.kind,
        slug=edition.slug,
        language=edition.language,
        content=text,
        sha256=sha256(text),
        published_at=edition.published_at,
        modified_at=edition.modified_at,
        event=edition.event,
        series=edition.series,
    )
    derive(other)
    return show(RequestFactory().get("/"), other).content.decode()


def notice(key, text, position="bottom"):
    return ToldNotice(notice=key, version=1, heading="Hinweis", text=text, position=position)
