"""Two people changed the same thing: what differs, field by field and row by row, and whose it shall be."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.forms import BoundField, FileField
from django.forms.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from lxml import html

from blog.history.comparing import compare
from blog.history.differences import Stretch, paragraphs, stretches
from desk.saving.fields import BASE, CHOICE, SEEN, THEIRS
from desk.saving.rows import renumbered, rows_of
from desk.saving.stored import last_saved, stored_forms
from forms.ordering import ORDER

# Fields of rows that say which row it is, not what stands in it.
_NOT_ASKED = {ORDER, "DELETE"}


class Overtaken(Exception):
    """Somebody else has saved since the form was opened."""


@dataclass(frozen=True)
class Difference:
    """A field that both changed, each in their way."""

    name: str  # of the field in the form
    label: str
    mine: str
    theirs: str
    chosen: str = ""

    @property
    def choice(self) -> str:
        """The name of the field that holds the answer."""
        return f"{CHOICE}{self.name}"

    @property
    def words(self) -> list[list[Stretch]]:
        """Theirs against mine, with the changed words marked."""
        return [
            stretches(block) for block in compare(paragraphs(self.theirs), paragraphs(self.mine))
        ]


@dataclass
class Meeting:
    """What both wrote, put together as far as it can be; `open` as long as a choice is missing."""

    data: QueryDict
    who: str
    when: str
    differences: list[Difference] = field(default_factory=list)
    seen: bool = False  # whether the choices were made on what is stored now

    @property
    def open(self) -> bool:
        """Tell whether something must still be chosen, or has not been compared yet."""
        return any(not one.chosen for one in self.differences) or bool(
            self.differences and not self.seen
        )

    @property
    def said(self) -> str:
        """Say that both stand together now."""
        said = _("%(who)s had saved this on %(when)s. What both of you wrote is put together.")
        return said % {"who": self.who, "when": self.when}

    @property
    def error(self) -> ValidationError:
        """Say that nothing is lost, and what to do."""
        said = _(
            "%(who)s saved this on %(when)s, after you had opened it. Nothing of yours is lost: it"
            " still stands in this form, but it is not saved. Choose what shall stand."
        )
        return ValidationError(said % {"who": self.who, "when": self.when}, code="conflict")


def met(form_admin: Any, request: HttpRequest, object_id: str | None) -> Meeting:
    """Return what was sent together with what is stored.

    What only one of both changed is taken from them; the rest is asked. What the form showed when it was
    opened comes with it (`BASE`); without it, every difference is asked.
    """
    known = unquote(object_id or "")
    form, formsets, _rows = stored_forms(form_admin, request, known)
    saving = request.saving  # type: ignore[attr-defined]
    who, when = last_saved(form_admin.model, known)
    meeting = Meeting(request.POST.copy(), who, when, seen=request.POST.get(SEEN) == saving.stored)
    base = _opened(request.POST.get(BASE, ""))
    stored = _shown(form, formsets)
    _merge_form(meeting, form, base, stored)
    for formset in formsets:
        if formset.prefix in saving.places:
            _merge_rows(meeting, formset, base, stored)
    return meeting


def _opened(sent: str) -> QueryDict | None:
    """Return what the form showed when it was opened, if that came with it in good order."""
    try:
        pairs = [(str(name), str(value)) for name, value in json.loads(sent)]
    except (ValueError, TypeError):
        return None
    return _data(pairs)


def _shown(form: BaseForm, formsets: list[Any]) -> QueryDict:
    """Return what a browser would send of forms that nobody has touched."""
    fields = [str(bound) for bound in form]
    for formset in formsets:
        fields += [str(bound) for row in formset.initial_forms for bound in row]
    shown = html.fromstring(f"<form>{''.join(fields)}</form>")
    return _data([(name, value.removeprefix("\n")) for name, value in shown.form_values()])


def _data(pairs: list[tuple[str, str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def _merge_form(
    meeting: Meeting, form: BaseForm, base: QueryDict | None, stored: QueryDict
) -> None:
    label = {bound.name: str(bound.label) for bound in form}
    for bound in form:
        _merge_field(meeting, bound, label[bound.name], base, stored)


def _merge_field(
    meeting: Meeting,
    bound: BoundField,
    label: str,
    base: QueryDict | None,
    stored: QueryDict,
) -> None:
    """Take a field from whoever changed it; ask where both did."""
    mine = meeting.data
    if isinstance(bound.field, FileField) or _same(bound, mine, stored):
        return
    if base is not None and _same(bound, base, stored):
        return
    if base is not None and _same(bound, base, mine):
        _take(bound, stored, mine)
        return
    chosen = mine.get(f"{CHOICE}{bound.html_name}", "") if meeting.seen else ""
    difference = Difference(
        bound.html_name, label, _in_words(bound, mine), _in_words(bound, stored), chosen
    )
    if chosen == THEIRS:
        _take(bound, stored, mine)
    meeting.differences.append(difference)


def _merge_rows(meeting: Meeting, formset: Any, base: QueryDict | None, stored: QueryDict) -> None:
    """Put rows together by their keys: those of both, those that only one has, new ones."""
    prefix, key = formset.prefix, formset.model._meta.pk.name
    mine = rows_of(meeting.data, prefix)
    own = {_key(row, key): number for number, row in mine.items() if _key(row, key)}
    opened = {_key(row, key): row for row in rows_of(base or QueryDict(), prefix).values()}
    theirs = rows_of(stored, prefix)
    merged: list[dict[str, list[str]]] = []
    for number, form in enumerate(formset.initial_forms):
        pk = _key(theirs[number], key)
        if pk not in own:
            merged.append(theirs[number])
            continue
        row, before = mine.pop(own[pk]), opened.get(pk)
        merged.append(_merged_row(meeting, formset, form, number, row, before, theirs[number]))
    for row in mine.values():
        pk = _key(row, key)
        untouched = pk in opened and _text(opened[pk]) == _text(row)
        if not (pk and (untouched or row.get("DELETE"))):
            merged.append(row | {key: [""]})
    meeting.data = renumbered(meeting.data, prefix, merged, len(formset.initial_forms))


def _merged_row(
    meeting: Meeting,
    formset: Any,
    form: BaseForm,
    number: int,
    mine: dict[str, list[str]],
    base: dict[str, list[str]] | None,
    theirs: dict[str, list[str]],
) -> dict[str, list[str]]:
    """Merge a row under the number that it has among the stored ones."""
    names = f"{formset.prefix}-{number}-"
    data = [_numbered(row, names) for row in (mine, theirs)]
    opened = _numbered(base, names) if base is not None else None
    part = Meeting(data[0], meeting.who, meeting.when, seen=meeting.seen)
    for name, values in meeting.data.lists():
        if name.startswith(f"{CHOICE}{names}"):
            part.data.setlist(name, values)
    of = f"{formset.model._meta.verbose_name} {number + 1}"
    for bound in form:
        if bound.name in _NOT_ASKED:
            if opened is not None and _same(bound, opened, part.data):
                _take(bound, data[1], part.data)
        else:
            _merge_field(part, bound, f"{of}: {bound.label}", opened, data[1])
    meeting.differences += part.differences
    return rows_of(part.data, formset.prefix)[number]


def _numbered(row: dict[str, list[str]], names: str) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in row.items():
        data.setlist(f"{names}{name}", values)
    return data


def _key(row: dict[str, list[str]], key: str) -> str:
    return row.get(key, [""])[0]


def _text(row: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in row.items() if name != ORDER}


def _same(bound: BoundField, one: QueryDict, other: QueryDict) -> bool:
    """Tell whether both say the same in this field, once it is cleaned."""
    said = [_said(bound, data) for data in (one, other)]
    if said[0] == said[1]:
        return True
    try:
        cleaned = [bound.field.clean(value) for value in said]
    except ValidationError:
        return False
    return bool(cleaned[0] == cleaned[1])


def _said(bound: BoundField, data: QueryDict) -> Any:
    value = bound.field.widget.value_from_datadict(data, {}, bound.html_name)
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _take(bound: BoundField, source: QueryDict, target: QueryDict) -> None:
    """Take all that belongs to a field, however many inputs it has."""
    for name in set(_names(bound, source)) | set(_names(bound, target)):
        target.pop(name, None)
        if values := source.getlist(name):
            target.setlist(name, values)


def _names(bound: BoundField, data: QueryDict) -> Iterator[str]:
    own = bound.html_name
    yield from (name for name in data if name == own or name.removeprefix(f"{own}_").isdecimal())


def _in_words(bound: BoundField, data: QueryDict) -> str:
    """Return what a field says as HTML that can be compared: the words of a choice, not its key."""
    value = _said(bound, data)
    choices = getattr(bound.field, "choices", None)
    chosen = [str(one) for one in (value if isinstance(value, list) else [value])]
    if queryset := getattr(bound.field, "queryset", None):
        known = queryset.filter(pk__in=[one for one in chosen if one.isdecimal()])
        return ", ".join(str(one) for one in known)
    if choices:
        words = {
            str(key): str(word) for key, word in choices if not isinstance(word, (list, tuple))
        }
        return ", ".join(words.get(one, one) for one in chosen)
    return " ".join("" if one == "None" else one for one in chosen)
