"""From a working copy to everything that readers would see of it now."""

from datetime import datetime

from django.conf import settings
from django.utils import translation

from blog.disclosing.disclose import Disclosed, disclose
from blog.editions.content import Content
from blog.models import Post


def decide(post: Post, content: Content, now: datetime | None = None) -> Disclosed:
    """Decide what readers are told of a piece, with reasons in the newsroom's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return disclose(post, content, now)


def freeze(post: Post) -> Content:
    """Return what publishing the working copy now would freeze."""
    content = post.content()
    return decide(post, content).on(content)
