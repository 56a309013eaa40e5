"""A draft behind a personal link: the reader's page of the working copy, and what outsiders say on it.

No account, no cookie, no script needed. Whoever has the link may read and comment until it ends.
"""

from http import HTTPStatus
from typing import Any

from allauth.core.internal.ratelimit import consume
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.history.trail_words import named
from blog.models import Post
from blog.own_drafts import only_begins
from desk.commenting.comment import Comment
from desk.commenting.draft_link import DraftLink
from desk.commenting.forms import OutsideCommentForm
from guests.links import private
from pages.pieces.preview import edition_of, working_copy
from pages.pieces.views import show
from prose.unseen import tidied

# How often in how long, for each address from which somebody comes, and for each link.
LIMITS = {"guess": "20/10m/ip", "comment": "30/h/key"}
COMMENTS = "#kommentare"


@csrf_exempt  # nobody is signed in here: what counts is the secret in the address alone
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """Show the draft with the comments made through this link, and take another."""
    return private(_answer(request, token))


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    if not _within(request, "guess", only_look=True):
        return _closed(request, HTTPStatus.TOO_MANY_REQUESTS, too_many=True)
    link = DraftLink.of(token)
    if link is None:
        _within(request, "guess")
        return _closed(request, HTTPStatus.NOT_FOUND)
    if not link.opens():
        return _closed(request, HTTPStatus.GONE, link=link)
    return _open(request, link)


def _open(request: HttpRequest, link: DraftLink) -> HttpResponse:
    post = working_copy(link.post_id)
    form, status = OutsideCommentForm(post=post), HTTPStatus.OK
    limited = False
    if request.method == "POST":
        typed = {name: tidied(str(value)) for name, value in request.POST.items()}
        form, status = OutsideCommentForm(typed, post=post), HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            comment = form.comment(link=link)
            if _came_before(comment) or _within(request, "comment", str(link.pk)):
                _keep(comment)
                return _see_other(f"?gesagt{COMMENTS}")
            limited, status = True, HTTPStatus.TOO_MANY_REQUESTS
    comments, guests = _said(link, post)
    return show(
        request,
        edition_of(post),
        preview=True,
        template="desk/draft/piece.html",
        status=status,
        link=link,
        maker=named(link.made_by),
        comments=comments,
        guests=guests,
        comment_form=form,
        limited=limited,
        said="gesagt" in request.GET,
    )


def _said(link: DraftLink, post: Post) -> tuple[list[Comment], set[int]]:
    """Return the comments made through a link, and which accounts that replied are no newsroom's."""
    replies = Comment.objects.select_related("author").order_by("written_at", "pk")
    found = link.comments.select_related("exchange").order_by("written_at", "pk")
    comments = list(found.prefetch_related(Prefetch("replies", replies)))
    replied = {one.author for comment in comments for one in comment.replies.all() if one.author}
    return comments, {user.pk for user in replied if only_begins(user, post)}


def _came_before(comment: Comment) -> bool:
    """Tell whether the same was sent before: by a double click, or once more after a page that hung."""
    same = {"text": comment.text, "name": comment.name, "quote": comment.quote}
    return Comment.objects.filter(link=comment.link, resolved_at=None, **same).exists()


def _keep(comment: Comment) -> None:
    if not _came_before(comment):
        comment.save()


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _within(request: HttpRequest, what: str, key: str = "", *, only_look: bool = False) -> bool:
    """Tell whether a limit lets this pass, and count it unless one only looks."""
    usage = consume(
        request,
        app="desk.commenting",
        action=what,
        config=LIMITS,
        key=key or None,
        dry_run=only_look,
        limit_get=True,
    )
    return usage is not None


def _closed(request: HttpRequest, status: HTTPStatus, **why: Any) -> HttpResponse:
    """Say why the link shows nothing, and whom to ask."""
    context = {"now": timezone.now(), **why}
    return render(request, "desk/draft/closed.html", context, status=status)
