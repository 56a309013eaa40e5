"""What is stored of an object, as its form would show it now, and who stored it."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.saving.versions import version_of
from forms.moments import in_words


def stored_forms(
    form_admin: Any, request: HttpRequest, object_id: str
) -> tuple[ModelForm, list[BaseInlineFormSet], list[BaseInlineFormSet]]:
    """Return the form and all rows of an object as they are stored, and those that make its version."""
    request.saving.looks_at_stored = True  # type: ignore[attr-defined]
    try:
        obj = form_admin.get_object(request, object_id)
        fields = flatten_fieldsets(form_admin.get_fieldsets(request, obj))
        form = form_admin.get_form(request, obj, change=True, fields=fields)(instance=obj)
        formsets, inlines = form_admin._create_formsets(request, obj, change=True)  # noqa: SLF001
    finally:
        request.saving.looks_at_stored = False  # type: ignore[attr-defined]
    return form, formsets, form_admin.compared(request, obj, formsets, inlines)


def stored_version(form_admin: Any, request: HttpRequest, object_id: str) -> str:
    """Return the version of an object that a form has saved just now.

    Its form and rows are of the same classes as before, unless it belongs to something else now.
    """
    saving: Any = request.saving  # type: ignore[attr-defined]
    relations = {one.name for one in form_admin.opts.fields if one.is_relation}
    if not saving.compared or relations & {*saving.form.changed_data}:
        form, _formsets, rows = stored_forms(form_admin, request, object_id)
        return version_of(form, rows)
    form = saving.form_class(instance=form_admin.get_object(request, object_id))
    rows = [
        type(one)(instance=form.instance, prefix=one.prefix, queryset=one.queryset.all())
        for one in saving.compared
    ]
    return version_of(form, rows)


def last_saved(model: type[Model], object_id: str) -> tuple[str, str]:
    """Return who saved an object last, and when, in words."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, object_id=object_id)
    entry = entries.select_related("user").order_by("-action_time").first()
    if entry is None:
        return _("Somebody"), in_words(timezone.now())
    return entry.user.get_full_name() or entry.user.get_username(), in_words(entry.action_time)
