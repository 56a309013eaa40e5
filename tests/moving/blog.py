"""A small blog with one of everything that moves."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import Tag
from blog.publishing.issuing import CorrectionNote
from blog.publishing.publish import publish, withdraw
from people.models import Organisation
from tests.making import make_event, make_interview, make_offer, make_page, make_post, make_site
from tests.media.pictures import saved_image


def moving_blog() -> None:
    """An interview with a picture, a corrected post, one withdrawn, one scheduled, a page, a draft."""
    User.objects.create_superuser("chef", password="geheim-geheim-1")
    User.objects.create_user("weg").delete()  # whose number nobody else gets
    Organisation.objects.create(name="Häuser & Söhne")
    make_site(name="Größe ]]> & Töne")
    event = make_event("Kongress Ä", city="Kassel")
    make_offer(event)
    image = saved_image(
        title="Bühne", alternative_text="Die Bühne “im Licht”", caption="Vorn", credit="Anna"
    )
    exchanges = (
        ("Was bleibt?", f'<p>Vieles.</p><figure data-file="{image.pk}"></figure>'),
        ("Und *dann*?", "<p>Mehr.</p>"),
    )
    interview = make_interview(
        "Gespräch über ]]> und <b>", exchanges=exchanges, image=image, event=event
    )
    publish(interview, by=None)
    post = make_post("Irrtum", body="<p>Falsch<span data-footnote='Quelle'></span>.</p>")
    post.tags.add(Tag.objects.create(name="Öffentlichkeit"))
    publish(post, by=None)
    post.body = "<p>Richtig.</p>"
    post.save()
    publish(post, by=None, correction=CorrectionNote("correction", "Es war falsch."))
    gone = make_post("Vorbei")
    publish(gone, by=None)
    withdraw(gone, by=None)
    publish(make_post("Bald"), by=None, starts_at=timezone.now() + timedelta(days=3))
    page = make_page("Über uns")
    publish(page, by=None)
    make_post("Nur ein Entwurf")
    assert Edition.objects.count() == 6
