"""Finding names however they are typed: "ozlem" and "oezlem" find Özlem, "Müller" finds Mueller.

What is found is a column that saving fills (`Found`), so both databases find the same by the same plain
comparison, which is all that they agree on: SQLite knows capitals of English letters only.
"""

import unicodedata
from itertools import batched
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "œ": "oe"})
_ONE_LETTER = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
)
_TURNED = str.maketrans("„“”‟«»＂‘’‚‛`´", '"""""""\'\'\'\'\'\'')

_WORDS = 8  # of a query that are looked for


def folded(text: str) -> str:
    """Return a text as it is looked for: small, without accents, ß as ss, any quotation mark as " or '."""
    small = unicodedata.normalize("NFC", text).casefold().translate(_ONE_LETTER)
    plain = unicodedata.normalize("NFKD", small.translate(_TURNED))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def spellings(text: str) -> str:
    """Return all that a text is found by, one spelling a line: ö as o and as oe, oe as o."""
    written_out = folded(unicodedata.normalize("NFC", text).casefold().translate(_WRITTEN_OUT))
    contracted = written_out
    for two in ("ae", "oe", "ue"):
        contracted = contracted.replace(two, two[0])
    return "\n".join(dict.fromkeys((folded(text), written_out, contracted)))


class FoldedField(models.TextField[str, str]):
    """All by which a row is found, made of other columns of it whenever it is saved."""

    def __init__(self, *of: str, **options: Any) -> None:
        """Know of which columns."""
        self.of = of
        super().__init__(**(options | {"editable": False, "default": "", "blank": True}))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Tell migrations that it is a text."""
        name, _path, _of, options = super().deconstruct()
        return name, "django.db.models.TextField", [], options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return what the columns say now."""
        words = (str(getattr(model_instance, name) or "") for name in self.of)
        made = spellings("\n".join(words))
        setattr(model_instance, self.attname, made)
        return made


def fill(apps: Any, app: str, **columns: tuple[str, ...]) -> None:
    """Fill `found_by` of these models (by name: the columns it is made of), as a migration does once."""
    for name, of in columns.items():
        manager = apps.get_model(app, name)._base_manager
        for rows in batched(manager.only("pk", *of).iterator(500), 500, strict=False):
            for row in rows:
                row.found_by = spellings("\n".join(str(getattr(row, one) or "") for one in of))
            manager.bulk_update(rows, ["found_by"])


def with_words[Rows: QuerySet[Any]](rows: Rows, words: str) -> Rows:
    """Return the rows that are found by every word, in any spelling and order."""
    for word in folded(words).split()[:_WORDS]:
        rows = rows.filter(found_by__contains=word)
    return rows


class FoldedSearch(admin.ModelAdmin):
    """A list that is searched by what its rows, and those that they refer to, are found by."""

    search_fields: ClassVar[Any] = ("found_by",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Look for the words as they are kept; “…”, »…« and "…" hold words together.

        Columns that are not kept folded (of other rows, codes) are asked for what was typed, too.
        """
        sought = folded(search_term)
        found, repeats = super().get_search_results(request, queryset, sought)
        plain = [name for name in self.search_fields if not name.endswith("found_by")]
        if plain and sought != search_term.lower():
            typed, more = super().get_search_results(request, queryset, search_term)
            found, repeats = found | typed, repeats or more
        return found, repeats
