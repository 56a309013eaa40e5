"""The rows of a piece as they stand on a form, for looking at what nobody has saved."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.forms import BaseInlineFormSet

from blog.admin.forms import WorkingCopyForm
from blog.models import Post, Tag
from blog.models.rows import Rows
from forms.ordering import in_order
from names.slugs import slug_of


class TypedRows(Rows):
    """What the rows of a piece would be if a valid form were saved; saves nothing."""

    def __init__(
        self,
        form: WorkingCopyForm,
        formsets: Iterable[BaseInlineFormSet],
        read: Mapping[type[models.Model], Iterable[Any]] | None = None,
    ) -> None:
        """Take the rows of forms that are found valid; `read` are stored ones that these have read."""
        super().__init__(form.instance, read=read)
        self.post: Post = form.instance
        self._topics: list[str] | None = form.cleaned_data.get("tags")
        self._formsets = {formset.model: formset for formset in formsets}

    def of[Row: models.Model](self, kind: type[Row], *related: str) -> list[Row]:
        """Return the rows of a kind as typed, then those that the form does not know."""
        stored = super().of(kind, *related)
        formset = self._formsets.get(kind)
        if formset is None:
            return stored
        shown = {form.instance.pk for form in formset.initial_forms}
        rows: list[Row] = [form.instance for form in in_order(formset)]
        rows += [row for row in stored if row.pk not in shown]
        prefetch_related_objects(rows, *related)
        return rows

    def tags(self) -> list[Tag]:
        """Return the topics as typed; one that is new has the number 0."""
        if self._topics is None:
            return super().tags()
        known = {tag.name: tag for tag in Tag.objects.filter(name__in=self._topics)}
        new = {name: Tag(pk=0, slug=slug_of(name), name=name) for name in self._topics}
        return [tag for _name, tag in sorted((new | known).items())]
