"""Where readers talk about a piece elsewhere: its posts on social networks."""

import re
from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post
from prose.links import LinkField

# By the host without its first label, where that is one of these; others go by what they are called.
_NETWORKS = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "lnkd.in": "LinkedIn",
    "reddit.com": "Reddit",
    "threads.com": "Threads",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "x.com": "X",
    "xing.com": "XING",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
}
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|de)\.")
# One network on many servers, known by how it addresses a post.
_MASTODON = re.compile(r"/@[\w.-]+(?:@[\w.-]+)?/[0-9]+/?")
HTTPS = URLValidator(
    schemes=["https"], message=_("Please give an address with https://."), code="https"
)


class Discussion(models.Model):
    """A post about a piece on a social network.

    It is there only after the piece, so it is no part of an edition: readers see it once it is saved.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="discussions")
    ordering = models.PositiveIntegerField(_("order"), default=0)
    address = LinkField(_("address"), max_length=500, validators=[HTTPS])

    class Meta:
        verbose_name = _("post on a network")
        verbose_name_plural = _("posts on networks")
        ordering = ["ordering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "address"], name="discussion_address_once")
        ]

    def __str__(self) -> str:
        return self.network

    @property
    def network(self) -> str:
        """What the network is called; of one with many servers also which."""
        parts = urlsplit(self.address)
        host = _SUBDOMAIN.sub("", parts.hostname or "")
        if host in _NETWORKS:
            return _NETWORKS[host]
        return f"Mastodon ({host})" if _MASTODON.fullmatch(parts.path) else host
