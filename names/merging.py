"""Two rows for one thing become one: all that belongs to either belongs to the one that stays.

Addresses of the other lead to it, editions that name the other mean it (`Lasting.meant_by`). Every
foreign key of every room is handed over, so a new one needs no word here.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from names.addresses import KnownAddress, Lasting


@transaction.atomic
def merge(stays: Lasting, goes: Lasting) -> None:
    """Make two rows of one kind one; what is empty in the one that stays is filled from the other.

    Raises ValidationError, and changes nothing, where both have something that only one can have.
    """
    if type(stays) is not type(goes) or stays.pk == goes.pk:
        raise ValidationError(_("Only two different ones of a kind can be merged."))
    rows = type(stays)._default_manager.select_for_update().in_bulk([stays.pk, goes.pk])
    if len(rows) < 2:
        raise ValidationError(_("One of the two is there no more."))
    _hand_over(goes, stays)
    _fill(stays, goes)
    gone = goes.pk
    goes.delete()
    goes.pk = gone  # for whoever writes down what happened
    stays.joined_by(goes)
    stays.save()


def _hand_over(goes: models.Model, stays: models.Model) -> None:
    """Point every row that refers to one to the other."""
    for relation in relations_to(goes):
        for row in relation.related_model._base_manager.filter(**{relation.field.name: goes.pk}):
            _hand_over_row(row, relation.field, goes, stays)


def relations_to(row: models.Model) -> list[Any]:
    """Return every foreign key that leads to a row, those behind many-to-many fields, too."""
    found = row._meta.get_fields(include_hidden=True)
    of = [one for one in found if one.one_to_many or one.one_to_one]
    return [one for one in of if one.auto_created and not getattr(one, "parent_link", False)]


def _hand_over_row(row: Any, field: Any, goes: models.Model, stays: models.Model) -> None:
    """Point one row to what stays; one that says the same as a row there becomes one with it."""
    if isinstance(row, KnownAddress):
        type(row)._base_manager.filter(pk=row.pk).delete()
        known: Any = type(row)._base_manager
        known.create(slug=row.slug, of=stays, was=row.was or goes.pk)
        return
    if row.pk == stays.pk and isinstance(row, type(stays)):  # nothing belongs to itself
        _point(row, field, None)
    elif twin := _twin(row, field, stays):
        if getattr(row, "only_one_can_stay", False):
            words = _("Both are there: %(row)s. Please delete one of them first.")
            raise ValidationError(words % {"row": row})
        _hand_over(row, twin)
        type(row)._base_manager.filter(pk=row.pk).delete()
    else:
        if _address_taken(row, field, stays):
            row.slug = ""
            setattr(row, field.name, stays)
            row.save()
        _point(row, field, stays.pk)


def _point(row: models.Model, field: Any, pk: int | None) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: pk})


def _twin(row: models.Model, field: Any, stays: models.Model) -> models.Model | None:
    """Return the row of what stays that leaves no room for this one, if there is one."""
    for names in _only_once(row, field):
        if "slug" in names:
            continue
        fields: list[Any] = [row._meta.get_field(name) for name in names]
        others = (one.attname for one in fields if one.name != field.name)
        alike = {name: getattr(row, name) for name in others} | {field.attname: stays.pk}
        if found := type(row)._base_manager.filter(**alike).first():
            return found
    return None


def _only_once(row: models.Model, field: Any) -> list[tuple[str, ...]]:
    """Return the names of columns that only one row may have the same, with this one among them."""
    once = [tuple(one.fields) for one in row._meta.total_unique_constraints]
    once += [tuple(names) for names in row._meta.unique_together]
    return [
        names
        for names in [*once, *([(field.name,)] if field.unique else [])]
        if field.name in names
    ]


def _address_taken(row: Any, field: Any, stays: models.Model) -> bool:
    if not any("slug" in names for names in _only_once(row, field)):
        return False
    return type(row)._base_manager.filter(**{field.attname: stays.pk, "slug": row.slug}).exists()


def _fill(stays: models.Model, goes: models.Model) -> None:
    """Take over what only the one that goes had."""
    for field in stays._meta.concrete_fields:
        own, other = getattr(stays, field.attname), getattr(goes, field.attname)
        if not field.editable or field.primary_key or field.name == "slug":
            continue
        if isinstance(field, models.OneToOneField) and own and other:
            words = _("Both have this: %(field)s. Please take it from one of them first.")
            raise ValidationError(words % {"field": field.verbose_name})
        if own in field.empty_values and other not in (*field.empty_values, stays.pk):
            setattr(stays, field.attname, other)
