"""Which state of an object a form shows: a hash of its fields and rows, nothing else of it."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.forms import BaseInlineFormSet, ModelForm

from disclosures.canonical import canonical_json, sha256


def version_of(form: ModelForm, formsets: Iterable[BaseInlineFormSet]) -> str:
    """Return the version of what is stored, as far as this form can change it; before it is validated.

    What others do to it elsewhere (a link check, a count) makes no other version.
    """
    opts = form.instance._meta
    known = {field.name for field in chain(opts.concrete_fields, opts.many_to_many)}
    fields = {name: _plain(form.initial.get(name)) for name in form.fields if name in known}
    rows = {formset.prefix: _rows(formset) for formset in formsets}
    return sha256(canonical_json({"fields": fields, "rows": rows}))


def _rows(formset: Any) -> list[list[str]]:
    columns = {field.name: field.attname for field in formset.model._meta.concrete_fields}
    wanted = [columns[name] for name in formset.form.base_fields if name in columns]
    stored = sorted(formset.get_queryset(), key=lambda row: str(row.pk))
    return [[str(row.pk), *(_plain(getattr(row, name)) for name in wanted)] for row in stored]


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, FieldFile):
        return value.name or ""
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return "" if value is None else str(value)
