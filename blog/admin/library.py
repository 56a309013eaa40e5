"""Series and topics, and the library of images with the way to take one off the site."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext, gettext_lazy as _
from taggit.models import Tag as LibraryTag

from blog.admin.tags import names
from blog.models import Series, Tag
from blog.renewing.taking_away import showing, take_away
from media.admin import ImageAdmin
from media.models import Image
from names.folding import FoldedSearch
from names.merging_admin import MergingMixin

# Topics are ours (blog.models.topic); the library's own are in use nowhere.
admin.site.unregister(LibraryTag)
admin.site.unregister(Image)


class WithPieces(FoldedSearch):
    """A list that tells how many working copies belong to each."""

    relation: str  # that leads to them

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the working copies."""
        return super().get_queryset(request).annotate(number=Count(self.relation))

    @admin.display(description=_("pieces"), ordering="number")
    def pieces(self, row: Any) -> int:
        """How many working copies belong to it."""
        return int(row.number)


@admin.register(Series)
class SeriesAdmin(MergingMixin, WithPieces):
    """Rows of posts."""

    relation = "posts"
    list_display = ("name", "event", "pieces")
    list_select_related = ("event",)
    autocomplete_fields = ("event",)
    fields = ("name", "description", "event", "slug")


@admin.register(Tag)
class TagAdmin(MergingMixin, WithPieces):
    """Topics."""

    relation = "post_tags"
    list_display = ("name", "slug", "pieces")
    fields = ("name", "description", "slug")

    def get_urls(self) -> list[URLPattern]:
        """Add the list of names for the field that offers topics."""
        view = self.admin_site.admin_view(self.names_view)
        return [path("names/", view, name="blog_tag_names"), *super().get_urls()]

    def names_view(self, request: HttpRequest) -> HttpResponse:
        """Offer names to those who may see topics."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return names(request)


@admin.register(Image)
class PictureAdmin(ImageAdmin):
    """Deleting a picture takes it out of the live pieces that show it, too."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the live pieces that go on without it."""
        pieces = [edition.teaser.title for image in objs for edition in showing(image)]
        told = [gettext("The live piece “%(title)s” shows it.") % {"title": one} for one in pieces]
        return [*map(str, objs), *told], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        """Take it away; the trail keeps who did."""
        take_away(obj, by=cast(User, request.user))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say why it cannot be taken away now, if so."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("admin:media_image_change", object_id)
