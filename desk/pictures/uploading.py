"""Many pictures at once: each is sent by itself with its words, so that one refusal stops no other."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.pieces.views import desk_page
from media.admin import ImageForm
from media.choosing import thumbnail_url
from media.models import Image
from media.source_types import AI_SOURCE_TYPES

# What is asked of each picture; all else can be said later, on its form.
ASKED = ("alternative_text", "decorative", "credit", "digital_source_type")
ASKED_OF_AI = ("generated_by", "photorealistic", "depicts_real")


def upload(request: HttpRequest) -> HttpResponse:
    """Show the page; take in one picture (JSON)."""
    if not request.user.has_perm("media.add_image"):
        raise PermissionDenied
    if request.method == "POST":
        return _take(request)
    form = _empty()
    context: dict[str, Any] = {
        "title": _("Upload pictures"),
        "kinds": form.fields["file"].help_text,
        "accept": form.fields["file"].widget.attrs.get("accept", "image/*"),
        "licence": form["licence"],
        "rights_until": form["rights_until"],
        **_asked(form),
    }
    return desk_page(request, "admin/desk/upload.html", context)


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """What is asked of one picture, for a dialog of the editor (`static/prose/new-image.js`)."""
    if not request.user.has_perm("media.add_image"):
        raise PermissionDenied
    return render(request, "admin/desk/upload_card.html", _asked(_empty()))


def _empty() -> ImageForm:
    form = ImageForm(auto_id="many-%s")
    form.fields["digital_source_type"].widget = forms.Select(
        choices=form.fields["digital_source_type"].choices  # type: ignore[attr-defined]
    )
    return form


def _asked(form: ImageForm) -> dict[str, Any]:
    return {
        "asked": [form[name] for name in ASKED],
        "asked_of_ai": [form[name] for name in ASKED_OF_AI],
        "ai_types": " ".join(sorted(AI_SOURCE_TYPES)),
    }


def _take(request: HttpRequest) -> JsonResponse:
    """Take in one picture with its words, or say field by field what is missing; `known` is one of the library."""
    form = ImageForm(request.POST, request.FILES)
    if not form.is_valid():
        errors = {name: [str(words) for words in said] for name, said in form.errors.items()}
        said = {"errors": errors, "told": form.data.get("told", ""), "known": _known(form)}
        return JsonResponse(said, status=422)
    image = form.save(commit=False)
    image.uploaded_by = cast(User, request.user)
    image.save()
    address = reverse("admin:media_image_change", args=[image.pk])
    answer = {"id": image.pk, "title": image.title, "address": address}
    return JsonResponse(answer | {"picture": thumbnail_url(image)}, status=201)


def _known(form: ImageForm) -> int | None:
    if form.accepted is None or not form.has_error("file", "known"):
        return None
    return Image.objects.filter(sha256=form.accepted.sha256).values_list("pk", flat=True).first()
