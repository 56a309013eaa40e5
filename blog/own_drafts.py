"""Drafts of one's own: whoever may begin pieces, but not change them all, goes on with what they began.

They see theirs for ever, and change them until an edition is published or scheduled: from then on what
becomes of a piece is for those who may change every one.
"""

from typing import Any

from blog.models import Post


def may_see(user: Any, post: Post) -> bool:
    """Tell whether somebody may look at the working copy of a piece."""
    return _may(user, "view", post) or _may(user, "change", post) or _is_own(user, post)


def may_change(user: Any, post: Post) -> bool:
    """Tell whether somebody may change the working copy of a piece."""
    if _may(user, "change", post):
        return True
    return _is_own(user, post) and not post.editions.exists()


def only_begins(user: Any, post: type[Post] | Post) -> bool:
    """Tell whether somebody may begin pieces of a kind, and change none but those."""
    return _may(user, "add", post) and not _may(user, "change", post)


def _is_own(user: Any, post: Post) -> bool:
    return bool(post.pk and post.created_by_id == user.pk) and _may(user, "add", post)


def _may(user: Any, action: str, post: type[Post] | Post) -> bool:
    opts = post._meta
    allowed: bool = user.has_perm(f"{opts.app_label}.{action}_{opts.model_name}")
    return allowed
