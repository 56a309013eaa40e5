"""Deleting, with a look at what it would do; what is in use goes only when somebody insists.

A picture is then taken off everywhere, live pieces included, with an entry on the trail
(`blog.renewing.taking_away`): its rights may have ended.
"""

from django.apps import apps
from django.contrib.admin import ModelAdmin, site
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from desk.deleting.uses import instead_of, uses_of
from desk.pieces.views import desk_page, newsroom
from media.models import Image

INSIST = "anyway"


def delete(request: HttpRequest, app: str, model: str, object_id: str) -> HttpResponse:
    """Show where it is in use, and what is sensible instead; then ask as the admin does."""
    form = site.get_model_admin(apps.get_model(app, model))
    obj = form.get_object(request, unquote(object_id))
    if obj is None or INSIST in request.POST or INSIST in request.GET:
        return _as_the_admin_does(request, form, object_id)
    if not form.has_delete_permission(request, obj):
        raise PermissionDenied
    uses = uses_of(obj)
    if not uses:
        return _as_the_admin_does(request, form, object_id)
    context = {
        "title": obj,
        "opts": form.opts,
        "object": obj,
        "uses": uses,
        "instead": instead_of(obj),
        "insist": f"?{INSIST}=1",
        "everywhere": isinstance(obj, Image),
    }
    return desk_page(request, "admin/desk/deleting.html", context, 409 if request.POST else 200)


def uses(request: HttpRequest, app: str, model: str, object_id: str) -> HttpResponse:
    """Show where something is in use, for those who may see it; nothing is deleted here."""
    form = site.get_model_admin(apps.get_model(app, model))
    obj = form.get_object(request, unquote(object_id))
    if not form.has_view_permission(request, obj):
        raise PermissionDenied
    newsroom(request)  # what uses it are pieces, drafts of others among them
    if obj is None:
        raise Http404
    context = {
        "title": obj,
        "opts": form.opts,
        "object": obj,
        "uses": uses_of(obj),
        "looking": True,
    }
    return desk_page(request, "admin/desk/deleting.html", context)


def _as_the_admin_does(
    request: HttpRequest, form: "ModelAdmin[Model]", object_id: str
) -> HttpResponse:
    response: HttpResponse = form.delete_view(request, object_id)
    return response
