"""Choosing topics by typing: known ones are offered, new ones are made."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, get_select2_language
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Tag
from names.folding import with_words
from prose.unseen import as_read

LONGEST = 60
_OFFERED = 20


class TagSelect(forms.SelectMultiple):
    """The admin's own select2 with free input; its values are the names of topics."""

    media = AutocompleteMixin.media

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Load the words of select2 in the language of the page."""
        super().__init__(attrs)
        self.i18n_name = get_select2_language()

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Give select2 its address and let it take new words (ended by Enter or a comma)."""
        self.i18n_name = get_select2_language()
        return super().build_attrs(base_attrs, extra_attrs) | {
            "class": "admin-autocomplete",
            "data-ajax--url": reverse("admin:blog_tag_names"),
            "data-ajax--delay": 200,
            "data-tags": "true",
            "data-token-separators": '[","]',
            "data-theme": "admin-autocomplete",
            "data-placeholder": "",
            "lang": self.i18n_name,
        }

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Render only what is chosen; the rest is looked up."""
        options = [
            self.create_option(name, chosen, chosen, selected=True, index=index)
            for index, chosen in enumerate(value)
        ]
        return [(None, options, 0)]


class TagsField(forms.Field):
    """A list of names of topics; each known one keeps its spelling."""

    widget = TagSelect

    def prepare_value(self, value: Any) -> list[str]:
        """Show topics and typed names alike."""
        return [str(getattr(tag, "name", tag)) for tag in value or []]

    def clean(self, value: Any) -> list[str]:
        """Return names without repetition, or raise ValidationError for one that is too long."""
        wanted: dict[str, str] = {}
        for name in value or []:
            words = as_read(str(name))
            if len(words) > LONGEST:
                raise ValidationError(
                    _("This topic is longer than %(limit)s characters: %(name)s"),
                    code=MaxLengthValidator.code,
                    params={"limit": LONGEST, "name": words},
                )
            if words:
                wanted.setdefault(words.casefold(), words)
        if not wanted:
            return []
        known = {tag.name.casefold(): tag.name for tag in Tag.objects.all()}
        return [known.get(folded, words) for folded, words in wanted.items()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the names."""
        return set(self.prepare_value(initial)) != set(data or [])


def names(request: HttpRequest) -> JsonResponse:
    """Offer topics whose name contains what was typed."""
    found = with_words(Tag.objects.all(), request.GET.get("term", "")[:LONGEST])
    rows = found.order_by("name").values_list("name", flat=True)
    page = Paginator(rows, _OFFERED).get_page(request.GET.get("page"))
    return JsonResponse(
        {
            "results": [{"id": name, "text": name} for name in page],
            "pagination": {"more": page.has_next()},
        }
    )
