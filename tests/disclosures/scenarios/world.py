"""A piece and what is known around it, told sentence by sentence."""

import re

from blog.models import Post
from events.models import Event
from people.models import Organisation, Person
from tests.making import berlin

NOW = berlin(2026, 11, 23, 12)
NEWSROOM = {"Rita Rehberg", "Max Marder"}
MEN = {"Max Marder", "Kai Kran"}
DAYS = {
    "Summit 2027": (berlin(2027, 6, 14, 9), berlin(2027, 6, 15, 18)),
    "Summit 2026": (berlin(2026, 6, 25, 9), berlin(2026, 6, 27, 18)),
    "Messe 2025": (berlin(2025, 3, 4, 9), berlin(2025, 3, 4, 18)),
}
WHO, DAY = r"([^,.:]+?)", r"(\d{4}-\d\d-\d\d)"


class World:
    """A piece and what is known around it, told sentence by sentence."""

    def __init__(self, language):
        self.language = language
        self.post = None
        self.late = []  # what counts for the text as it is in the end

    def finished(self):
        """The piece, once all is told."""
        for act in self.late:
            act()
        return type(self.post).objects.get(pk=self.post.pk)

    def person(self, name):
        gender = "m" if name in MEN else "f"
        values = {"gender": gender, "newsroom": name in NEWSROOM}
        return Person.objects.get_or_create(name=name, defaults=values)[0]

    def organisation(self, name):
        return Organisation.objects.get_or_create(name=name)[0]

    def event(self, name):
        starts, ends = DAYS[name]
        hashtag = "#" + name.replace(" 20", "").lower()
        values = {"starts_at": starts, "ends_at": ends, "hashtag": hashtag}
        return Event.objects.get_or_create(name=name, defaults=values)[0]

    def change(self, **values):
        Post.objects.filter(pk=self.post.pk).update(**values)

    def names(self, words):
        return re.split(r", | and ", words)
