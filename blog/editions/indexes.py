"""Rows by which live editions are found: one for each topic, person, question, notice, organisation.

Only current editions have any; publishing lays them down (`blog.publishing.indexing`). As long as there are
some, what they lead to cannot be deleted: readers are led there.
"""

from django.db import models

from blog.editions.edition import Edition
from disclosures.models import NoticeVersion
from people.models import Organisation, Person


def _stream(name: str, of: str) -> models.Index:
    """Return an index for the order in which readers page through what is listed there."""
    return models.Index(fields=[of, "-published_at", "-edition"], name=name)


class EditionTag(models.Model):
    """Index of live editions by tag, in the order readers page through them."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey("blog.Tag", models.PROTECT, related_name="edition_rows")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_tag_once")]
        indexes = [_stream("edition_tag_stream", "tag")]

    def __str__(self) -> str:
        return f"{self.tag_id}: {self.edition_id}"


class EditionPerson(models.Model):
    """Index of live editions by person, in the order readers page through them."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="person_rows")
    person = models.ForeignKey(Person, models.PROTECT, related_name="edition_rows")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="edition_person_once")
        ]
        indexes = [_stream("edition_person_stream", "person")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.edition_id}"


class EditionQuestion(models.Model):
    """Index of live editions by the questions of their series that they answer."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="question_rows")
    question = models.ForeignKey("blog.SeriesQuestion", models.CASCADE, related_name="edition_rows")
    anchor = models.CharField(max_length=40)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "question"], name="edition_question_once")
        ]
        indexes = [_stream("edition_question_stream", "question")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.edition_id}"


class EditionNotice(models.Model):
    """Index of live editions by the wordings of notices that they carry."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="notice_rows")
    version = models.ForeignKey(NoticeVersion, models.CASCADE, related_name="edition_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "edition"], name="edition_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.edition_id}"


class EditionTie(models.Model):
    """Index of live editions by the organisations with a recorded tie; `paid` as it was frozen."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tie_rows")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="edition_rows")
    published_at = models.DateTimeField()
    paid = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "edition"], name="edition_tie_once")
        ]
        indexes = [_stream("edition_tie_stream", "organisation")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.edition_id}"
