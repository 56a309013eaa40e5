"""Fields that are looked up by typing know what a row has chosen, where that was read with the row."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, Model
from django.http import HttpRequest


class ChosenSelect(AutocompleteSelect):
    """Asks the database only for what it does not know yet: Django's asks for each field of each row."""

    chosen: Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """Name what is chosen; the rest is looked up."""
        wanted = [str(one) for one in value if str(one)]
        if wanted and (self.chosen is None or wanted != [str(self.chosen.pk)]):
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        if wanted:
            label = self.choices.field.label_from_instance(self.chosen)
            options.append(self.create_option(name, wanted[0], label, True, len(options)))
        return [(None, options, 0)]


class ChosenFields(BaseModelAdmin):
    """Puts them in the place of Django's own."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Take Django's own where another widget is asked for."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChosenSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def tell_chosen(form: forms.ModelForm) -> None:
    """Tell the fields of a form what its object has chosen, as far as it was read with the object."""
    for name, field in form.fields.items():
        widget: Any = getattr(field.widget, "widget", field.widget)  # within the links around it
        if hasattr(widget, "chosen"):
            relation = form.instance._meta.get_field(name)
            if relation.is_cached(form.instance):
                widget.chosen = getattr(form.instance, name)
