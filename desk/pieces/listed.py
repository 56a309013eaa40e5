"""What the newsroom's list knows of each working copy: a narrow row, so that any filter is cheap.

All of it follows from the working copy and its editions (`desk.pieces.index`); the database notes
which rows are no longer true (`desk.pieces.stale`), and whoever looks next makes them true.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models import Post, Series
from events.models import Event


class Piece(models.Model):
    """A post or an interview as it is found in the newsroom."""

    post = models.OneToOneField(
        Post, models.CASCADE, primary_key=True, related_name="listed", verbose_name=_("piece")
    )
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=5)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="+")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    saved_at = models.DateTimeField()
    words = models.PositiveIntegerField(default=0)
    last_sentence = models.CharField(max_length=200, blank=True)
    # The newest edition that says what the working copy says; 0 if none does.
    same_as = models.BigIntegerField(default=0)
    text_sha256 = models.CharField(max_length=64, blank=True)
    # What keeps it from being published, by language; {} as long as nobody asked (`desk.start.drafts`).
    missing = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        default_permissions = ()
        ordering = ["-saved_at", "-post_id"]
        indexes = [
            models.Index(fields=["-saved_at", "-post"], name="piece_by_saving"),
            models.Index(fields=["created_by", "-saved_at"], name="piece_by_beginner"),
        ]

    def __str__(self) -> str:
        return self.title


class StalePiece(models.Model):
    """A note by the database that something about a piece has changed; it may be gone by now.

    There may be several of one piece: whoever makes a row true takes away only those notes that were
    there before it looked.
    """

    post_id = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.post_id)
