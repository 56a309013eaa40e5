"""The history of drafts: a working copy as it was before, restored, or brought back once deleted."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from reversion.admin import VersionAdmin
from reversion.models import Version

from blog.own_drafts import only_begins

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class DraftsMixin(VersionAdmin):
    """Restores the working copy alone; what readers see stays."""

    history_latest_first = True
    # Rows whose order is theirs alone; restoring moves them out of each other's way first.
    ordered: tuple[str, ...] = ()

    def create_revision(self, request: HttpRequest) -> AbstractContextManager[None]:
        """Open no transaction for whoever only looks: on SQLite she would wait for those who write."""
        if request.method in SAFE_METHODS:
            return nullcontext()
        return cast("AbstractContextManager[None]", super().create_revision(request))

    def recover_view(
        self, request: HttpRequest, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Bring back a deleted piece of this kind."""
        self._for_the_newsroom(request)
        self._of_this_kind(version_id)
        return super().recover_view(request, version_id, extra_context)

    def _for_the_newsroom(self, request: HttpRequest) -> None:
        """Refuse authors: a state comes back whole, with what the newsroom decided since undone."""
        if only_begins(request.user, self.model):
            raise PermissionDenied

    def _of_this_kind(self, version_id: str, object_id: str = "") -> None:
        """Answer 404 unless a version is of this kind of piece, and of this piece.

        A number alone may be another model's, whose row would be reverted in its place.
        """
        versions = Version.objects.get_for_model(self.model).filter(pk=version_id)
        if object_id:
            versions = versions.filter(object_id=unquote(object_id))
        if not versions.exists():
            raise Http404

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Restore the working copy alone; what readers see stays.

        Rows first move behind all others, so that restored ones find their places free.
        """
        self._for_the_newsroom(request)
        self._of_this_kind(version_id, object_id)
        with transaction.atomic():
            post = self.get_object(request, object_id)
            for name in self.ordered if post else ():
                rows = getattr(post, name)
                highest = rows.aggregate(highest=models.Max("ordering"))["highest"] or 0
                rows.update(ordering=F("ordering") + highest + 1_000_000)
            response = super().revision_view(request, object_id, version_id, extra_context)
            if request.method != "POST" or response.status_code != 302:
                transaction.set_rollback(True)
        return response
