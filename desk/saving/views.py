"""What the scripts ask besides: a new token, who else is writing, what shall not be kept."""

from typing import cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from desk.saving import presence
from desk.saving.fields import SITTING
from desk.saving.sitting import Sitting


@require_GET
def token(request: HttpRequest) -> HttpResponse:
    """Answer with a token for forms, and whose it is: after a new sign-in the old one counts no more."""
    account = cast("User", request.user)
    return JsonResponse({"token": get_token(request), "account": str(account.pk)})


@require_GET
@xframe_options_sameorigin
def signed_in(request: HttpRequest) -> HttpResponse:
    """Tell the page around this one that somebody has signed in."""
    return render(request, "desk/saving/signed_in.html")


@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """Note where somebody is writing; answer with who else is writing in the same thing."""
    label, _colon, object_id = request.POST.get("object", "").partition(":")
    app, _dot, model = label.partition(".")
    kind = ContentType.objects.filter(app_label=app, model=model).first()
    known = kind.model_class() if kind else None
    if not (known and object_id and _may_write(request, known, object_id)):
        return JsonResponse({"others": []})
    sitting = presence.note(
        request.POST.get(SITTING, ""),
        cast("User", request.user),
        known,
        object_id,
        request.POST.get("place", ""),
    )
    return JsonResponse({"others": presence.others(sitting)})


def _may_write(request: HttpRequest, kind: type[Model], object_id: str) -> bool:
    """Tell whether somebody may change a thing: all of its kind, or just this one."""
    opts = kind._meta
    if request.user.has_perm(f"{opts.app_label}.change_{opts.model_name}"):
        return True
    form = admin.site.get_model_admin(kind) if admin.site.is_registered(kind) else None
    thing = form.get_object(request, object_id) if form else None
    return bool(form and thing and form.has_change_permission(request, thing))


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Keep no longer what could not be saved."""
    own = Sitting.objects.filter(
        account=cast("User", request.user), key=request.POST.get("key", "")
    )
    own.update(unsaved="")
    return JsonResponse({})
