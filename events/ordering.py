"""Rows of a form in an order of their own: renumbered 1 to n on every save.

The database holds every order once per parent, so rows that change places are first moved out of
the way in one statement; no moment has two rows at the same place.
"""

from typing import Any

from admin_ordering.admin import OrderableAdmin
from django import forms
from django.contrib import admin
from django.core.checks import CheckMessage
from django.db import transaction
from django.db.models import F, Max, Model
from django.forms.models import BaseInlineFormSet

ORDER = "ordering"
_LAST = float("inf")


class OrderedForm(forms.ModelForm):
    """A row whose number only says where it stands among the others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the number be empty: the row then goes to the end."""
        super().__init__(*args, **kwargs)
        if ORDER in self.fields:
            self.fields[ORDER].required = False
            self.fields[ORDER].widget.attrs["data-order"] = ""
            if self.instance._state.adding:
                self.initial[ORDER] = None

    def clean_ordering(self) -> int:
        """Return a number the model accepts; the formset gives the final one."""
        return self.cleaned_data.get(ORDER) or 0

    def has_changed(self) -> bool:
        """Tell whether anything but the place was filled in: a new empty row is no row."""
        if self.instance._state.adding:
            return bool(set(self.changed_data) - {ORDER})
        return super().has_changed()

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the order out of uniqueness checks: the formset keeps it unique itself."""
        return super()._get_validation_exclusions() | {ORDER}


class OrderedInlineFormSet(BaseInlineFormSet):
    """Saves the rows numbered 1 to n, in the order in which the editor put them."""

    def save(self, commit: bool = True) -> list[Model]:
        """Number the rows; with `commit`, save them without two ever sharing a place."""
        kept = self._in_order()
        for number, form in enumerate(kept, start=1):
            form.instance.ordering = number
        if not commit:
            return super().save(commit=False)
        with transaction.atomic():
            moved = self._make_room(kept)
            lost = [form for form in self.initial_forms if form in kept and not form.instance.pk]
            saved = [*super().save(), *(self.save_new(form) for form in lost)]
            if moved:
                self._put_back(kept, {row.pk for row in saved})
        return saved

    def add_fields(self, form: Any, index: int | None) -> None:
        """Take a row that somebody else has deleted meanwhile as a new one: its text is here."""
        super().add_fields(form, index)
        known = index is not None and index < self.initial_form_count()
        if known and form.instance._state.adding:
            form.fields[self._pk_field.name] = forms.Field(required=False, widget=forms.HiddenInput)

    def _in_order(self) -> list[forms.ModelForm]:
        """Return the forms of rows that stay or come, in the order they are to have."""
        kept = [
            form
            for form in self.forms
            if hasattr(form, "cleaned_data")
            and (form.instance.pk or form.has_changed())
            and not (self.can_delete and self._should_delete_form(form))
        ]
        return sorted(kept, key=lambda form: form.cleaned_data.get(ORDER) or _LAST)

    def _make_room(self, kept: list[forms.ModelForm]) -> bool:
        """Move the rows behind all others if any changes its place; tell whether it did."""
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance})
        taken = dict(rows.values_list("pk", ORDER))
        wanted = {form.instance.pk: form.instance.ordering for form in kept if form.instance.pk}
        fresh = {form.instance.ordering for form in kept if not form.instance.pk}
        if taken.items() <= wanted.items() and not fresh & set(taken.values()):
            return False
        highest = rows.aggregate(highest=Max(ORDER))["highest"] or 0
        rows.update(ordering=F(ORDER) + highest + len(self.forms) + 1)
        return True

    def _put_back(self, kept: list[forms.ModelForm], saved: set[Any]) -> None:
        """Give rows that were not saved their number, and rows unknown to the form the next."""
        for form in kept:
            if form.instance.pk not in saved:
                form.instance.save(update_fields=[ORDER])
        known = [form.instance.pk for form in kept]
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance})
        others = rows.exclude(pk__in=known).order_by(ORDER)
        for number, row in enumerate(others, start=len(kept) + 1):
            row.ordering = number
            row.save(update_fields=[ORDER])


class OrderedInline(OrderableAdmin, admin.options.InlineModelAdmin):
    """An inline with rows to drag, and buttons to move them up and down by keyboard."""

    form = OrderedForm
    formset = OrderedInlineFormSet
    ordering_field = ORDER
    ordering_field_hide_input = True
    extra = 0

    class Media:
        js = ("admin_theme/ordering.js",)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Accept another order of the model where the inline names its own."""
        found = super().check(**kwargs)
        own = list(self.ordering or ())[:1] == [ORDER]
        return [message for message in found if not (own and message.id == "admin_ordering.W004")]
