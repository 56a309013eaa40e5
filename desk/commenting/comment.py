"""What somebody has to say on a working copy: a colleague, or an outsider through a link."""

from typing import Any, Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from desk.commenting.draft_link import DraftLink
from interviews.models import Exchange

LONGEST, LONGEST_QUOTE = 4000, 500


class Comments(models.QuerySet["Comment"]):
    """Comments, chosen by what is left to do."""

    def open(self) -> Self:
        """Return those that nobody has resolved; what replies to one goes with it."""
        return self.filter(resolved_at=None, reply_to=None)


class Comment(models.Model):
    """Words on a piece, a question of it, or a passage; never part of what is published.

    The passage is kept as it was quoted: it stays when the text goes on.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments")
    exchange = models.ForeignKey(Exchange, models.SET_NULL, null=True, related_name="comments")
    quote = models.CharField(_("passage"), max_length=LONGEST_QUOTE, blank=True)
    text = models.TextField(_("comment"), max_length=LONGEST)
    # As it was when they wrote: accounts go, and outsiders have none.
    name = models.CharField(_("name"), max_length=150)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    link = models.ForeignKey(DraftLink, models.CASCADE, null=True, related_name="comments")
    # One level: whoever has the link of the comment reads the reply below it.
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    mentioned = models.ManyToManyField(User, related_name="mentioned_in")
    written_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    begun = ""  # a reply that is being typed: shown again, never stored

    objects: Any = Comments.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(condition=~Q(name=""), name="comment_is_by_somebody"),
            models.CheckConstraint(
                condition=Q(link__isnull=True) | Q(author__isnull=True),
                name="comment_from_outside_or_inside",
            ),
            models.CheckConstraint(
                condition=Q(reply_to__isnull=True) | Q(resolved_at__isnull=True),
                name="comment_reply_is_resolved_with_what_it_replies_to",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True) | Q(resolved_at__isnull=False),
                name="comment_resolved_by_somebody_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def resolve(self, by: User) -> None:
        """Note that it is seen to."""
        if self.resolved_at is None:
            self._note(timezone.now(), by)

    def reopen(self) -> None:
        """Note that it is not."""
        self._note(None, None)

    def _note(self, at: Any, by: User | None) -> None:
        self.resolved_at, self.resolved_by = at, by
        self.save(update_fields=["resolved_at", "resolved_by"])


def number_open(post: Post) -> int:
    """Return how many comments on a piece nobody has resolved."""
    return Comment.objects.open().filter(post_id=post.pk).count() if post.pk else 0
