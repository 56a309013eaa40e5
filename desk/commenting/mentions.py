"""Colleagues who are named in a comment by their account, as in “@chefredaktion, is this so?”."""

import re

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from blog.models import Post
from blog.models.account_language import language_of
from blog.own_drafts import may_change
from desk.commenting.comment import Comment

_MENTION = re.compile(r"(?<![\w@.])@([\w.+@-]+)")
MOST = 20  # accounts that one comment can tell


def colleagues() -> QuerySet[User]:
    """Return the accounts that can be named."""
    return User.objects.filter(is_active=True, is_staff=True).order_by("username")


def named_in(text: str, post: Post) -> list[User]:
    """Return whom a comment names, among those who may change the piece."""
    names = {found.rstrip(".-+").lower() for found in _MENTION.findall(text)}
    if not names:
        return []
    known = [user for user in colleagues() if user.get_username().lower() in names]
    return [user for user in known if may_change(user, post)][:MOST]


def tell(comment: Comment, post: Post, address: str) -> None:
    """Write a mail to whom a comment names, in their language; a task sends it."""
    told = {"who": comment.name, "title": post.title}
    words = f"{comment.text}\n\n{settings.SITE_URL}{address}\n"
    if comment.quote:
        words = f"„{comment.quote}“\n\n{words}"
    for user in comment.mentioned.exclude(email=""):
        with translation.override(language_of(user) or settings.LANGUAGE_CODE):
            subject = _("%(who)s names you in a comment on “%(title)s”") % told
        EmailMessage(f"[{settings.SITE_NAME}] {subject}", words, to=[user.email]).send()
