"""What the scripts that save while one writes are told; everybody else gets Django's own answer."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from desk.saving.request import Saving
from desk.saving.sitting import Sitting
from desk.saving.stored import last_saved, stored_version

INVALID, CONFLICT, DENIED = 422, 409, 403


def answered(
    form_admin: Any, request: HttpRequest, heard: str, response: HttpResponse
) -> HttpResponse:
    """Remember what was answered, and say it in the way that was asked for."""
    saving: Saving = request.saving  # type: ignore[attr-defined]
    if not isinstance(response, HttpResponseRedirectBase):
        return _refused(request, saving) if saving.by_script else response
    if saving.sitting is None or saving.form is None:
        return response
    obj = saving.form.instance
    answer = {"led_to": response.url, "address": address_of(obj, response.url)}
    if saving.auto:
        answer |= _stored(form_admin, request, saving, obj)
    saving.sitting.acted_upon(heard, str(obj.pk), answer)
    return JsonResponse(answer) if saving.by_script else response


def as_before(before: Sitting) -> JsonResponse:
    """Say again what was said."""
    return JsonResponse(before.answer)


def kept(request: HttpRequest, sitting: Sitting | None) -> JsonResponse:
    """Keep what cannot be saved yet, or not without a button, and say so."""
    if sitting:
        sitting.keep(request.POST)
    said = _("Kept at %(time)s; not saved yet") % {"time": _now()}
    return JsonResponse({"kept": bool(sitting), "said": said})


def overtaken(
    form_admin: ModelAdmin[Any], request: HttpRequest, object_id: str | None
) -> JsonResponse:
    """Say who has saved meanwhile; keep what was typed."""
    saving: Saving = request.saving  # type: ignore[attr-defined]
    if saving.sitting:
        saving.sitting.keep(request.POST)
    who, when = last_saved(form_admin.model, unquote(object_id or ""))
    said = _("%(who)s saved at %(when)s. Yours is kept, but not saved.") % {
        "who": who,
        "when": when,
    }
    return JsonResponse({"who": who, "when": when, "said": said}, status=CONFLICT)


def denied() -> JsonResponse:
    """Say that this account may save here no longer; what was typed stays on the page."""
    said = _("You may no longer save here. What you typed stands on this page still: copy it.")
    return JsonResponse({"said": said}, status=DENIED)


def address_of(obj: Model, fallback: str) -> str:
    """Return the address of the form that changes an object."""
    if obj.pk is None:
        return fallback
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def _stored(form_admin: Any, request: HttpRequest, saving: Saving, obj: Any) -> dict[str, Any]:
    """Return what a form that stays open needs to go on: its version, and numbers of new rows."""
    known, gone = _numbers(saving)
    return {
        "object": f"{obj._meta.label_lower}:{obj.pk}",
        "version": stored_version(form_admin, request, str(obj.pk)),
        "rows": known,
        "gone": gone,
        "said": _("Saved at %(time)s") % {"time": _now()},
        "messages": _heard(request),
    }


def _numbers(saving: Saving) -> tuple[dict[str, dict[int, str]], dict[str, list[int]]]:
    """Return the keys of rows that are stored, and the places of those taken away."""
    known: dict[str, dict[int, str]] = {}
    gone: dict[str, list[int]] = {}
    for formset in saving.formsets:
        places = saving.places.get(formset.prefix, {})
        deleted = formset.deleted_forms if formset.can_delete else []
        for number, form in enumerate(formset.forms):
            place = places.get(number, number)
            if form in deleted:
                gone.setdefault(formset.prefix, []).append(place)
            elif form.instance.pk:
                known.setdefault(formset.prefix, {})[place] = str(form.instance.pk)
    return known, gone


def _heard(request: HttpRequest) -> list[str]:
    """Return what else was said, without the sentence that Django says of every form."""
    return [str(one) for one in messages.get_messages(request) if one.level != messages.SUCCESS]


def _refused(request: HttpRequest, saving: Saving) -> JsonResponse:
    """Say which fields cannot be saved as they are; what was typed while writing is kept."""
    if saving.auto:
        return kept(request, saving.sitting)
    if saving.meeting:
        return JsonResponse({"met": True}, status=CONFLICT)
    errors: dict[str, list[str]] = {}
    general: list[str] = []
    for form, formset, number in _forms(saving):
        place = saving.places.get(formset.prefix, {}).get(number, number) if formset else 0
        for name, found in form.errors.items():
            if name == "__all__":
                general += found
            else:
                field = f"{formset.prefix}-{place}-{name}" if formset else form.add_prefix(name)
                errors[field] = list(found)
    for formset in saving.formsets:
        general += formset.non_form_errors()
    return JsonResponse({"errors": errors, "general": general}, status=INVALID)


def _forms(saving: Saving) -> list[tuple[Any, Any, int]]:
    rows = [(form, one, number) for one in saving.formsets for number, form in enumerate(one.forms)]
    return [(saving.form, None, 0), *rows]


def _now() -> str:
    return time_format(timezone.localtime(), "TIME_FORMAT")
