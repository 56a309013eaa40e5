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
from django.forms.utils import ErrorDict
from django.forms.widgets import Script
from django.utils.functional import cached_property

from forms.chosen import tell_chosen

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

    def full_clean(self) -> None:
        """Take a stored row that nobody touched for what it is: to check forty of them takes forty times as long."""
        if not self.is_bound or self.instance._state.adding or self.has_changed():
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data = {name: self.initial.get(name) for name in self.fields}

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the order out of uniqueness checks: the formset keeps it unique itself."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {ORDER}


class KnownParentFormSet(BaseInlineFormSet):
    """Rows that know what they belong to and what they have chosen: showing them asks the database nothing."""

    def get_queryset(self) -> Any:
        """Give every row, once, the object that the form has already; the admin asks for rows again and again."""
        return self._known_rows

    @cached_property
    def _known_rows(self) -> Any:
        rows = super().get_queryset()
        for row in rows:
            setattr(row, self.fk.name, self.instance)
        return rows

    @cached_property
    def empty_form(self) -> forms.ModelForm:
        """Make the row from which new ones are made once, not for each who asks for its media."""
        return super().empty_form

    @cached_property
    def begins_alike(self) -> bool:
        """Tell whether a new row is the same whenever it is begun: none of its values is made just then."""
        return not any(callable(field.initial) for field in self.form.base_fields.values())

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Let the fields of a row know what it has chosen."""
        super().add_fields(form, index)
        tell_chosen(form)


def in_order(formset: BaseInlineFormSet) -> list[forms.ModelForm]:
    """Return the forms of rows that stay or come, in the order they are to have."""
    deleted = formset.deleted_forms
    kept = [
        form
        for form in formset.forms
        if hasattr(form, "cleaned_data")
        and (form.instance.pk or form.has_changed())
        and form not in deleted
    ]
    return sorted(kept, key=lambda form: form.cleaned_data.get(ORDER) or _LAST)


class OrderedInlineFormSet(KnownParentFormSet):
    """Saves the rows numbered 1 to n, in the order in which the editor put them."""

    model: type[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make sure that no typed row is left out because its row in the database is gone."""
        super().__init__(*args, **kwargs)
        if self.is_bound and self.management_form.is_valid():
            self._places = {row.pk: row.ordering for row in self.get_queryset()}
            self.data = self._lost_rows_as_new(self.data)

    def save(self, commit: bool = True) -> list[Model]:
        """Number the rows; with `commit`, save them without two ever sharing a place."""
        kept = in_order(self)
        for number, form in enumerate(kept, start=1):
            form.instance.ordering = number
        if not commit:
            return super().save(commit=False)
        if not self._moves(kept):
            return super().save()
        with transaction.atomic():
            self._make_room()
            saved = super().save()
            self._put_back(kept, {row.pk for row in saved})
        return saved

    def _lost_rows_as_new(self, data: Any) -> Any:
        """Return the data with rows that somebody else has deleted meanwhile as new ones.

        Otherwise neither the form shown again nor the database would have their text.
        """
        total, initial = self.total_form_count(), self.initial_form_count()
        name = f"{self.prefix}-%s-{self.model._meta.pk.name}"
        known = {str(pk) for pk in self._places}
        lost = [row for row in range(initial) if data.get(name % row, "") not in known]
        if not lost:
            return data
        kept = [row for row in range(initial) if row not in lost]
        places = {old: new for new, old in enumerate([*kept, *lost, *range(initial, total)])}
        changed = data.copy()
        for key in [key for key in data if key.startswith(f"{self.prefix}-")]:
            row, _dash, field = key.removeprefix(f"{self.prefix}-").partition("-")
            if row.isdecimal() and int(row) in places:
                changed.setlist(f"{self.prefix}-{places[int(row)]}-{field}", data.getlist(key))
        for row in lost:
            changed[name % places[row]] = ""
        changed[f"{self.prefix}-INITIAL_FORMS"] = str(len(kept))
        del self.management_form
        return changed

    def _moves(self, kept: list[forms.ModelForm]) -> bool:
        """Tell whether any row changes its place, or a new one comes to where one is."""
        wanted = {form.instance.pk: form.instance.ordering for form in kept if form.instance.pk}
        fresh = {form.instance.ordering for form in kept if not form.instance.pk}
        taken = set(self._places.values())
        return not self._places.items() <= wanted.items() or bool(fresh & taken)

    def _make_room(self) -> None:
        """Move the rows behind all others."""
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance})
        highest = rows.aggregate(highest=Max(ORDER))["highest"] or 0
        rows.update(ordering=F(ORDER) + highest + len(self.forms) + 1)

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
        js = [Script("admin_theme/ordering.js", type="module")]

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Accept another order of the model where the inline names its own."""
        found = super().check(**kwargs)
        own = list(self.ordering or ())[:1] == [ORDER]
        return [message for message in found if not (own and message.id == "admin_ordering.W004")]
