"""From a working copy to everything that readers would see of it now."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation

from blog.disclosing.disclose import Disclosed, disclose
from blog.editions.content import Content
from blog.models import Post
from blog.models.rows import Rows
from blog.publishing.bulk import Bulk


def decide(
    post: Post,
    content: Content,
    now: datetime | None = None,
    rows: Rows | None = None,
    bulk: Bulk | None = None,
) -> Disclosed:
    """Decide what readers are told of a piece, with reasons in the newsroom's language."""
    with translation.override(settings.LANGUAGE_CODE):
        if bulk is None:
            return disclose(post, content, now, rows=rows)
        wordings = replace(bulk.wordings, at=now or timezone.now())
        return disclose(post, content, now, rows=rows, wordings=wordings, index=bulk.index)


def freeze(post: Post, rows: Rows | None = None) -> Content:
    """Return what publishing the working copy now would freeze, with its stored rows or with these."""
    rows = rows or Rows(post)
    content = post.content(rows)
    return decide(post, content, rows=rows).on(content)
