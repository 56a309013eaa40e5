"""Links that show a working copy to somebody without an account, for a while."""

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from disclosures.canonical import sha256
from guests.links import TOKEN

DAYS = (7, 14, 30, 90)  # for how long a link may open; the second is proposed


class DraftLink(models.Model):
    """A link to a piece as it stands at the moment; of its secret only the hash is kept."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="draft_links")
    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    shown_to = models.CharField(_("for whom"), max_length=120)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="draft_link_expires_later"
            ),
            models.CheckConstraint(condition=~Q(shown_to=""), name="draft_link_names_whom"),
        ]

    def __str__(self) -> str:
        return self.shown_to

    @classmethod
    def make(cls, post: Post, shown_to: str, days: int, by: User) -> tuple[Self, str]:
        """Return a new link and its secret, which nobody can be told again."""
        secret, now = secrets.token_urlsafe(32), timezone.now()
        link = cls.objects.create(
            post_id=post.pk,
            secret_sha256=sha256(secret),
            shown_to=shown_to,
            made_by=by,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        return link, secret

    @classmethod
    def of(cls, token: str) -> Self | None:
        """Return the link with a secret, whether or not it still opens."""
        if not TOKEN.fullmatch(token):
            return None
        return cls.objects.select_related("made_by").filter(secret_sha256=sha256(token)).first()

    def opens(self, now: datetime | None = None) -> bool:
        """Tell whether it shows the draft at a moment, by default now."""
        return self.revoked_at is None and (now or timezone.now()) < self.expires_at
