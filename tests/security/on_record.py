"""Two pieces that are on record, and what `verify_editions` names of them."""

from io import StringIO

from django.core.management import CommandError, call_command

from blog.models import Correction, Disclosure, Tie
from blog.publishing.publish import CorrectionNote, publish, withdraw
from people.models import Organisation
from tests.making import make_editor, make_event, make_interview, make_notice, make_post


class World:
    """A live piece with a corrected edition and all that an edition can have, and one that is withdrawn."""

    def __init__(self):
        self.editor = make_editor("chefin")
        self.notice = make_notice("Partnerschaften")
        event = make_event("Kongress")
        series = event.series_of_posts.create(name="Reihe", slug="reihe")
        self.post = make_interview("Anfang", slug="anfang", event=event, series=series)
        self.post.tags.add("saal")
        Disclosure.objects.create(post=self.post, notice=self.notice, ordering=1)
        house = Organisation.objects.create(name="Haus", slug="haus")
        Tie.objects.create(
            post=self.post,
            organisation=house,
            relation="none",
            consideration="none",
            influence="none",
        )
        publish(self.post, by=self.editor)
        self.post.title = "Ende"
        self.post.save()
        note = CorrectionNote("correction", "Es war ein anderes Jahr.")
        publish(self.post, by=self.editor, correction=note)
        self.gone = make_post("Weg", slug="weg")
        publish(self.gone, by=self.editor)
        withdraw(self.gone, by=self.editor)

    @property
    def first(self):
        return self.post.editions.get(number=1)

    @property
    def live(self):
        return self.post.editions.get(number=2)

    @property
    def withdrawn(self):
        return self.gone.editions.get()

    @property
    def wording(self):
        return self.notice.versions.get()

    @property
    def correction(self):
        return Correction.objects.get()


def named(*options):
    """The lines by which `verify_editions` names what it found; none if all is well."""
    said = StringIO()
    try:
        call_command("verify_editions", *options, stdout=StringIO(), stderr=said)
    except CommandError:
        assert said.getvalue()
    return said.getvalue().splitlines()
