"""Comments and links of a piece beside its form, and the address that takes them."""

import re
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.history.trail_words import named
from blog.models import Post
from desk.commenting.comment import Comment, number_open
from desk.commenting.draft_link import DraftLink
from desk.commenting.forms import CommentForm, LinkForm, ReplyForm
from desk.commenting.mentions import colleagues, named_in, tell

PART = "X-Part"  # the header of a script that wants the part of the page alone
COMMENT_FORM, LINK_FORM = "talk-form", "link-form"
OFFERED = 12  # colleagues
REPLY_FIELD = re.compile(r"reply-([0-9]{1,18})-text")  # of `ReplyForm`


class Talk:
    """All that is said on a piece, and who was shown it."""

    def __init__(self, post: Post) -> None:
        """Read both once; the newest stand first, what is resolved behind."""
        rows = post.comments.select_related("author", "link", "exchange", "resolved_by")
        replies = Prefetch("replies", Comment.objects.order_by("written_at", "pk"))
        comments = list(rows.filter(reply_to=None).prefetch_related("mentioned", replies))
        self.open = [one for one in comments if one.resolved_at is None]
        self.resolved = [one for one in comments if one.resolved_at]
        self.links = list(post.draft_links.select_related("made_by"))
        self.now = timezone.now()

    def keep(self, replies: dict[int, str]) -> None:
        """Show replies that are begun where they were typed, by the number of what they reply to."""
        for comment in self.open:
            comment.begun = replies.get(comment.pk, "")

    @property
    def told_links(self) -> list[tuple[DraftLink, str, bool]]:
        """Each link with who made it, and whether it opens."""
        return [(one, named(one.made_by), one.opens(self.now)) for one in self.links]


class TalkingMixin(ModelAdmin):
    """The page of comments and links of a piece, for whoever may change it."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_talk"
        view = self.admin_site.admin_view(self.talk_view)
        return [path("<path:object_id>/talk/", view, name=name), *super().get_urls()]

    def way_to_talk(self, post: Post) -> dict[str, Any]:
        """Return what the form says of it: where it is, and how many comments are open."""
        return {"talk_address": self._talk_address(post), "open_comments": number_open(post)}

    def _talk_address(self, post: Post) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_talk"
        return reverse(name, args=[post.pk])

    def beside_talk(self, post: Post) -> dict[str, Any]:
        """Return what the part of the page needs, with empty forms."""
        return {
            "talk": Talk(post),
            "talk_address": self._talk_address(post),
            "comment_form": CommentForm(post=post, owner=COMMENT_FORM, prefix="talk"),
            "link_form": LinkForm(owner=LINK_FORM, prefix="link"),
            "colleagues": colleagues()[:OFFERED],
        }

    def talk_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what is said; take a comment, resolve or reopen one, make or revoke a link."""
        post = self.get_object(request, unquote(object_id))
        if post is None:
            raise Http404
        if not self.has_change_permission(request, post):
            raise PermissionDenied
        done = self._done(request, post) if request.method == "POST" else {}
        in_part = PART in request.headers
        if done is None and not in_part:
            return redirect(request.path)
        context = self.beside_talk(post) | (done or {})
        context["talk"].keep(context.pop("begun", {}))
        if not in_part:
            change = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            context |= self.admin_site.each_context(request) | {
                "title": _("Comments: %(title)s") % {"title": post.title},
                "opts": self.opts,
                "original": post,
                "back": reverse(change, args=[post.pk]),
            }
        template = "admin/desk/talk.html" if in_part else "admin/desk/talk_page.html"
        response = render(request, template, context, status=422 if "refused" in context else 200)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def _done(self, request: HttpRequest, post: Post) -> dict[str, Any] | None:
        """Do what was pressed; return what there is to show of it, or None."""
        deeds: dict[str, Callable[[HttpRequest, Post], dict[str, Any] | None]] = {
            "resolve": _resolve,
            "reopen": _reopen,
            "revoke": _revoke,
            "link": _make_link,
            "reply": self._reply,
        }
        for name, deed in deeds.items():
            if name in request.POST:
                done = deed(request, post)
                return {**_begun(request, post), **_begun_replies(request), **(done or {})} or None
        return {**_begun_replies(request), **(self._comment(request, post) or {})} or None

    def _comment(self, request: HttpRequest, post: Post) -> dict[str, Any] | None:
        form = CommentForm(request.POST, post=post, owner=COMMENT_FORM, prefix="talk")
        if not form.is_valid():
            return {"comment_form": form, "refused": True}
        user = cast(User, request.user)
        self._keep(form.comment(author=user, name=named(user)), post)
        return None

    def _reply(self, request: HttpRequest, post: Post) -> dict[str, Any] | None:
        comment = _of(post.comments.filter(reply_to=None), request.POST["reply"])
        form = ReplyForm(request.POST, comment=comment)
        if not form.is_valid():
            return {"reply_form": form, "refused": True}
        user = cast(User, request.user)
        self._keep(form.reply(author=user, name=named(user)), post)
        return None

    def _keep(self, comment: Comment, post: Post) -> None:
        """Save it, and tell whom it names."""
        comment.save()
        comment.mentioned.set(named_in(comment.text, post))
        change = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        tell(comment, post, f"{reverse(change, args=[post.pk])}#compose-talk")


def _begun(request: HttpRequest, post: Post) -> dict[str, Any]:
    """Return the comment that is being written while another button is pressed: it stays."""
    if not request.POST.get("talk-text", "").strip():
        return {}
    form = CommentForm(request.POST, post=post, owner=COMMENT_FORM, prefix="talk")
    return {"comment_form": form}


def _begun_replies(request: HttpRequest) -> dict[str, Any]:
    """Return the replies that are being written while another button is pressed: they stay."""
    sent = request.POST.get("reply")
    begun = {
        int(found[1]): text
        for name in request.POST
        if (found := REPLY_FIELD.fullmatch(name)) and found[1] != sent
        if (text := request.POST.get(name, "")).strip()
    }
    return {"begun": begun} if begun else {}


def _resolve(request: HttpRequest, post: Post) -> None:
    _of(post.comments.filter(reply_to=None), request.POST["resolve"]).resolve(
        cast(User, request.user)
    )


def _reopen(request: HttpRequest, post: Post) -> None:
    _of(post.comments.all(), request.POST["reopen"]).reopen()


def _revoke(request: HttpRequest, post: Post) -> None:
    link = _of(post.draft_links.all(), request.POST["revoke"])
    link.revoked_at = link.revoked_at or timezone.now()
    link.save(update_fields=["revoked_at"])


def _make_link(request: HttpRequest, post: Post) -> dict[str, Any]:
    form = LinkForm(request.POST, owner=LINK_FORM, prefix="link")
    if not form.is_valid():
        return {"link_form": form, "refused": True}
    typed = form.cleaned_data
    link, secret = DraftLink.make(
        post, typed["shown_to"], typed["days"], by=cast(User, request.user)
    )
    address = f"{settings.SITE_URL}{reverse('draft', args=[secret])}"
    return {"new_link": link, "new_address": address}


def _of(rows: Any, given: str) -> Any:
    """Return the row of a piece with a number that was sent, or raise Http404."""
    found = rows.filter(pk=int(given)).first() if given.isdecimal() and len(given) < 19 else None
    if found is None:
        raise Http404
    return found
