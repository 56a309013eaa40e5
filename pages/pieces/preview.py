"""What only the newsroom sees: the reader page of a working copy, and of an older edition.

Nothing here is stored by anyone: `no-store`, not indexed, for signed-in staff only.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from blog.editions.content import write
from blog.editions.edition import Edition
from blog.models import Post
from blog.models.rows import Rows
from blog.own_drafts import may_see
from blog.publishing.deriving import derive
from blog.publishing.freezing import freeze
from blog.publishing.rendering import render as render_edition
from disclosures.canonical import sha256
from forms.moments import in_words
from pages.pieces.views import show

PHONE = "phone"
# The page as readers get it, in a frame of the newsroom.
_FRAMED = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}
View = Callable[..., HttpResponse]


def urls() -> list[URLPattern]:
    """Addresses for the admin site, behind its own sign-in."""
    inside = admin.site.admin_view
    return [
        path("preview/<int:post_id>/", inside(preview), name="preview"),
        path("preview/<int:post_id>/page/", framed(inside(preview_page)), name="preview_page"),
        path("editions/<int:pk>/", inside(as_read), name="edition"),
        path("editions/<int:pk>/page/", framed(inside(as_read_page)), name="edition_page"),
    ]


def working_copy(post_id: int) -> Post:
    """Return the piece as what it is (an interview knows its questions), or raise Http404."""
    return get_object_or_404(Post, pk=post_id).as_its_kind()


def edition_of(post: Post, rows: Rows | None = None) -> Edition:
    """Return an edition of the working copy as it stands (or with these rows), which is never saved."""
    post.slug = post.slug or post.free_address()
    text = write(freeze(post, rows))
    now = timezone.now()
    live = Edition.objects.live().filter(post_id=post.pk).first()
    edition = Edition(
        post_id=post.pk,
        number=0,
        kind=post.kind,
        slug=post.slug,
        language=post.language,
        content=text,
        sha256=sha256(text),
        starts_at=now,
        published_at=live.published_at if live else now,
        modified_at=now,
        created_at=now,
    )
    derive(edition, preview=True)
    return edition


@require_safe
def preview(request: HttpRequest, post_id: int) -> HttpResponse:
    """Show the working copy as readers would see it, in a frame as wide as a desk or a phone."""
    post = working_copy(post_id)
    _may_see(request, post)
    words = _("This is how readers would see the working copy. It is not published by looking.")
    return _frame(request, post, reverse("admin:preview_page", args=[post_id]), post.title, words)


@require_safe
def preview_page(request: HttpRequest, post_id: int) -> HttpResponse:
    """Render the reader page of the working copy."""
    post = working_copy(post_id)
    _may_see(request, post)
    return show(request, edition_of(post), preview=True)


@require_safe
def as_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an edition as readers saw it, with the dates between which they did."""
    edition = get_object_or_404(Edition, pk=pk)
    post = working_copy(edition.post_id)
    _may_see(request, post)
    if edition.ends_at:
        words = _("Edition %(number)s, valid from %(start)s to %(end)s.") % {
            "number": edition.ordinal(),
            "start": in_words(edition.starts_at),
            "end": in_words(edition.ends_at),
        }
    else:
        words = _("Edition %(number)s, valid since %(start)s.") % {
            "number": edition.ordinal(),
            "start": in_words(edition.starts_at),
        }
    page = reverse("admin:edition_page", args=[pk])
    return _frame(request, post, page, edition.piece.title, words)


@require_safe
def as_read_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Render the reader page of an edition, live or not."""
    edition = get_object_or_404(Edition, pk=pk)
    _may_see(request, working_copy(edition.post_id))
    render_edition(edition, preview=True)
    return show(request, edition, preview=True)


def _frame(request: HttpRequest, post: Post, address: str, title: str, words: str) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": title,
        "words": words,
        "address": address,
        "phone": request.GET.get("width") == PHONE,
        "post": post,
        "edit": reverse(
            f"admin:{post._meta.app_label}_{post._meta.model_name}_change", args=[post.pk]
        ),
    }
    return render(request, "admin/preview.html", context)


def _may_see(request: HttpRequest, post: Post) -> None:
    """Refuse staff who may not look at pieces of this kind."""
    if not may_see(request.user, post):
        raise PermissionDenied


def framed(view: View) -> View:
    """Let the newsroom frame the page; let nobody store or index it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return xframe_options_sameorigin(csp_override(_FRAMED)(guarded))
