"""The composition page, on the admin's own form: the same fields, formsets, permissions and addresses.

What is text stands in the middle, in the order of reading; what concerns the piece stands beside it.
"""

from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import capfirst

from blog.admin.forms import WorkingCopyForm
from desk.checking.beside import CheckingMixin
from desk.commenting.talking import TalkingMixin
from desk.composing.files import frame
from desk.composing.preview import TypedPreviewMixin
from desk.composing.publishing import PublishingMixin, moments_offered
from desk.past.page import PastMixin
from interviews.admin import ExchangeInline
from prose.editor import LazyProseWidget
from prose.fields import ProseField

# What readers read, in the order of their page; every other field stands beside the text.
TEXT = ("title", "standfirst", "image", "picture", "body", "exchanges", "closing", "discuss")


class ComposedForm(WorkingCopyForm):
    """A working copy whose title may run over several lines on the screen, but is one line."""

    class Meta(WorkingCopyForm.Meta):
        widgets = WorkingCopyForm.Meta.widgets | {
            "title": forms.Textarea(attrs={"rows": 1, "data-one-line": "", "data-count": "160"}),
            "standfirst": forms.Textarea(attrs={"rows": 1, "data-count": "400"}),
            "discuss": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def clean_title(self) -> str:
        """Take line breaks and doubled blanks for one blank."""
        return " ".join(self.cleaned_data["title"].split())


class LazyProseMixin(BaseModelAdmin):
    """Texts become editors where somebody begins to write."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Put the later editor in the place of the one that is there from the beginning."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, ProseField):
            field.widget = LazyProseWidget(field.widget, db_field.extent)
        return field


class ComposedExchangeInline(LazyProseMixin, ExchangeInline):
    """Questions and answers as readers see them; rows are added and moved where they stand."""

    template = "admin/desk/exchanges.html"


class ComposingMixin(
    LazyProseMixin, CheckingMixin, TalkingMixin, PublishingMixin, TypedPreviewMixin, PastMixin
):
    """The form of a working copy as the composition page."""

    form = ComposedForm
    change_form_template = "admin/desk/compose.html"

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Say in an empty line of the text what it is for: its label is not seen."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in ("title", "standfirst", "discuss"):
            field.widget.attrs["placeholder"] = capfirst(field.label)
        return field

    def _anchors(self, request: HttpRequest, post: Any) -> dict[str, str]:
        """Know where the fields of the text are."""
        return super()._anchors(request, post) | {
            name: f"id_{name}" for name in TEXT if name != "exchanges"
        }

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say what stands where on the page."""
        response = super().render_change_form(request, context, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            response.context_data |= _about_rows(response.context_data)
            if context.get("is_popup") or not response.context_data["may_change"]:
                response.template_name = "admin/blog/working_copy.html"
            else:
                panel = response.context_data["panel"]
                response.context_data |= _arranged(response.context_data)
                response.context_data |= self.beside_panel(request, panel)
                response.context_data |= frame(context["media"])
                if saved := response.context_data.get("original"):
                    response.context_data |= self.way_to_talk(saved)
        return response


def _arranged(context: dict[str, Any]) -> dict[str, Any]:
    """Return the fields and rows of the text by name, what stands beside it, and whose answers are."""
    form, rows = context["adminform"].form, {}
    for row in context["inline_admin_formsets"]:
        rows[row.formset.prefix] = row
    beside = []
    for part in context["parts"]:
        if "inline" in part:
            if part["inline"].formset.prefix not in TEXT:
                beside.append(part)
            continue
        names = flatten([line.fields for line in part["fieldset"]])
        if not set(names) & set(TEXT):
            beside.append(part)
    text = [
        {"name": name, "field": form[name]}
        if name in form.fields
        else {"name": name, "rows": rows[name]}
        for name in TEXT
        if name in form.fields or name in rows
    ]
    widgets = [field.widget for field in form.fields.values()]
    widgets += [
        field.widget for row in rows.values() for field in row.formset.form.base_fields.values()
    ]
    editors = {
        one.extent: one.configuration() for one in widgets if isinstance(one, LazyProseWidget)
    }
    return {
        "text": text,
        "beside": beside,
        "editors": editors,
        "moments": moments_offered(timezone.localtime()),
    }


def _about_rows(context: dict[str, Any]) -> dict[str, Any]:
    """Return what is said once for all questions: how their fields are called, and who may have answered."""
    formsets = [row.formset for row in context["inline_admin_formsets"]]
    fields: dict[str, Any] = next(
        (one.form.base_fields for one in formsets if one.prefix == "exchanges"), {}
    )
    answerers = _answerers(context)
    return {
        "labels_of_rows": {name: capfirst(field.label) for name, field in fields.items()},
        "deeds_of_rows": render_to_string("admin/desk/exchange_deeds.html"),
        "answerers": answerers,
        "options_of_rows": format_html_join("", '<option value="{}">{}</option>', answerers),
    }


def _answerers(context: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the people of the piece, one of whom may have given an answer, by number as it is sent."""
    panel = context.get("panel")
    named = panel.content.credits if panel else ()
    return list({str(credit.person): credit.name for credit in named}.items())
