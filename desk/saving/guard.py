"""Every form of the newsroom is acted upon once, and saves over nothing that its sender has not seen."""

import re
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from desk.saving import answers
from desk.saving.drafts import one_entry, one_revision
from desk.saving.fields import BASE, SEEN, SITTING, VERSION
from desk.saving.meeting import Overtaken, met
from desk.saving.request import Saving, saving_of
from desk.saving.rows import in_order_of_forms
from desk.saving.sitting import Sitting, forget_old
from disclosures.canonical import canonical_json, sha256

# What nobody typed: tokens, and the moment at which each tab was opened.
_OF_THE_FORM = re.compile(rf"^(csrfmiddlewaretoken|{SITTING}|{BASE}|{SEEN})$|^initial-|__prefix__")


PANEL, FIELDS = "desk/saving/panel.html", "desk/saving/fields.html"


class GuardMixin(ModelAdmin):
    """The form of a model: forms carry their version and a token that counts once.

    The admin site lays it over every form that is registered, so that none is forgotten. A form's own
    admin may say `autosaves = True` where no reader sees what it saves, and an inline
    `by_press_only = True` where its rows are deeds rather than text.
    """

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer a form; look at it once more if somebody took, since it was checked, what it asks for."""
        sent, view = request.POST, super().changeform_view
        try:
            return view(request, *args, **kwargs)
        except IntegrityError:
            request.POST = sent
            for file in request.FILES.values():
                cast("File[bytes]", file).seek(0)
        return view(request, *args, **kwargs)  # which says so at the field

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        """Act upon a form unless it has come before; within Django's transaction."""
        saving = request.saving = Saving.of(request)  # type: ignore[attr-defined]
        if request.method != "POST":
            return super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        sitting = self._sitting(request, object_id, saving)
        heard = _digest(request)
        if before := _heard_before(sitting, heard, object_id):
            return self._again(request, saving, before, heard)
        if saving.auto and not self._autosaves():
            return answers.kept(request, sitting)
        try:
            response = self._acted(request, object_id, form_url, extra_context)
        except Overtaken:
            return answers.overtaken(self, request, object_id)
        except PermissionDenied:
            if saving.by_script:
                return answers.denied()
            raise
        return answers.answered(self, request, heard, response)

    def _acted(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        """Act; where somebody has saved meanwhile, upon what both wrote."""
        saving: Saving = request.saving  # type: ignore[attr-defined]
        act = super()._changeform_view  # type: ignore[misc]
        try:
            return act(request, object_id, form_url, extra_context)
        except Overtaken:
            if saving.auto:
                raise
            saving.meeting = met(self, request, object_id)
            request.POST = saving.meeting.data  # type: ignore[assignment]
            response = act(request, object_id, form_url, extra_context)
            if isinstance(response, HttpResponseRedirectBase):
                messages.info(request, saving.meeting.said)
            return response

    def _sitting(
        self, request: HttpRequest, object_id: str | None, saving: Saving
    ) -> Sitting | None:
        """Return what is known of this form, with it and its object locked: who comes at once waits."""
        if not saving.token:
            return None
        if not saving.auto:
            forget_old()
        known = unquote(object_id) if object_id else ""
        saving.sitting = Sitting.of(saving.token, cast("User", request.user), self.model, known)
        if object_id:
            rows: models.QuerySet[Any] = self.model._base_manager.select_for_update(of=("self",))
            rows.filter(pk=known).only("pk").first()
        return saving.sitting

    def _again(
        self, request: HttpRequest, saving: Saving, before: Sitting, heard: str
    ) -> HttpResponse:
        """Lead whoever sends a form again to where the first time led; lose nothing typed since."""
        if saving.by_script:
            return answers.as_before(before)
        if before.heard == heard:
            messages.info(request, _("This form arrived twice; it counted once."))
            return redirect(before.answer["led_to"])
        before.keep(request.POST)
        return redirect(before.answer["address"])

    def _autosaves(self) -> bool:
        return bool(getattr(self, "autosaves", False))

    # What Django builds its form from ------------------------------------------------------------
    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Have the form tell which it is, so that its version can be known and a meeting be named."""
        form = super().get_form(request, obj, change=change, **kwargs)
        saving = saving_of(request)
        return saving.watch(form) if saving else form

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out deeds where nobody pressed a button."""
        saving = saving_of(request)
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if not (saving and saving.auto and getattr(inline, "by_press_only", False)):
                yield formset, inline

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Number the rows anew of a form that has been saved while it was open."""
        saving = saving_of(request)
        if request.method != "POST":
            return super().get_formset_kwargs(request, obj, inline, prefix)
        rows = {"instance": obj, "prefix": prefix, "queryset": inline.get_queryset(request)}
        if saving and saving.looks_at_stored:
            return rows
        # Django copies all that was sent for each of its formsets, which takes a quarter of the time.
        data, places = in_order_of_forms(request.POST, prefix, inline.model._meta.pk.name)
        if saving:
            saving.places[prefix] = places
        new = "_saveasnew" in request.POST
        return rows | {"data": data, "files": request.FILES, "save_as_new": new}

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        """Find out which version is stored, before anything is changed; stop where it is another."""
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        saving = saving_of(request)
        if saving and saving.form is not None and not saving.looks_at_stored:
            saving.formsets = formsets
            if change:
                saving.look_at(self.compared(request, obj, formsets, inlines))
        return formsets, inlines

    def compared(self, request: HttpRequest, obj: Any, formsets: Any, inlines: Any) -> list[Any]:
        """Return the rows that make a version: those that this account changes, and that are no deeds."""
        return [
            formset
            for formset, inline in zip(formsets, inlines, strict=True)
            if not getattr(inline, "by_press_only", False)
            and inline.has_change_permission(request, obj)
        ]

    # What is written besides ---------------------------------------------------------------------
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Remember which entry speaks of this sitting."""
        entry = super().log_addition(request, obj, message)
        one_entry(saving_of(request), entry, message)
        return entry

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Keep one entry, and one revision, for all that a sitting saves."""
        entry = super().log_change(request, obj, message)
        one_entry(saving_of(request), entry, message)
        one_revision(saving_of(request), obj)
        return entry

    # What the page gets --------------------------------------------------------------------------
    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add version and token, what could not be saved last time, and what somebody else wrote."""
        saving = saving_of(request)
        obj = context.get("original")
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if saving and may:
            own = f"{self.opts.app_label}_{self.opts.model_name}"
            page = request.resolver_match.url_name if request.resolver_match else ""
            context["saving"] = {
                "panel": PANEL,
                "fields": FIELDS,
                "autosaves": self._autosaves(),
            } | saving.context(self.model, obj, plain_form=page in (f"{own}_add", f"{own}_change"))
        return super().render_change_form(request, context, *args, **kwargs)


def _heard_before(sitting: Sitting | None, heard: str, object_id: str | None) -> Sitting | None:
    """Return the form that said the same before, if any; a new thing is made by a token once."""
    if sitting is None:
        return None
    if object_id is None:
        return sitting if sitting.heard else None
    return Sitting.objects.filter(heard=heard, account=sitting.account_id).first()


def _digest(request: HttpRequest) -> str:
    """Return what tells a form from all others: its words, and what they were based on."""
    typed = {name: said for name, said in request.POST.lists() if not _OF_THE_FORM.search(name)}
    based_on = request.POST.get(VERSION) or request.POST.get(SITTING)
    return sha256(canonical_json({"path": request.path, "fields": typed | {VERSION: based_on}}))
