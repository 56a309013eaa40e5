"""People and organisations in the newsroom."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _, gettext_lazy

from forms.moments import DayInput
from media.pictures import render_picture
from names.folding import FoldedSearch
from names.merging_admin import MergingMixin
from people.models import Organisation, Person, ProfileLink
from people.sorting import phonebook_key, sort_name_of

# Without the admin's “Currently: … Change:” around the field.
PLAIN_LINK: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.URLField: {"widget": forms.URLInput(attrs={"class": "vLargeTextField"})}
}

SHORT_TEXT: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}
}


class ProfileLinkInline(admin.TabularInline):
    """Pages elsewhere; published only with the person's consent."""

    model = ProfileLink
    verbose_name_plural = gettext_lazy("Profiles elsewhere (only with their consent)")
    formfield_overrides = PLAIN_LINK
    extra = 0


@admin.register(Person)
class PersonAdmin(MergingMixin, FoldedSearch):
    """Everyone who writes, speaks or stands for an event."""

    list_display = ("listed_name", "role_line", "affiliation", "newsroom")
    list_filter = ("newsroom",)
    list_select_related = ("affiliation",)
    search_fields = ("found_by", "affiliation__found_by")
    autocomplete_fields = ("affiliation", "also_works_for", "portrait")
    readonly_fields = ("picture",)
    inlines = (ProfileLinkInline,)
    formfield_overrides = SHORT_TEXT | {models.DateField: {"widget": DayInput}}
    fieldsets = (
        (
            gettext_lazy("Name"),
            {"fields": (("honorific", "name"), ("sort_name", "gender"), "aliases", "newsroom")},
        ),
        (
            gettext_lazy("What readers see"),
            {
                "fields": (
                    ("role_line", "role_line_en"),
                    ("affiliation", "also_works_for"),
                    "bio",
                    ("portrait", "picture"),
                    "died_on",
                )
            },
        ),
        (gettext_lazy("For the newsroom"), {"fields": ("email", "slug")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show the mail address to those alone who may change it."""
        sets = super().get_fieldsets(request, obj)
        may = self.has_change_permission(request, obj) or self.has_add_permission(request)
        return sets if may else sets[:-1]

    @admin.display(description=gettext_lazy("name"), ordering="sort_key")
    def listed_name(self, person: Person) -> str:
        """The name as the phone book has it."""
        return f"{person.sort_name}, {person.honorific}" if person.honorific else person.sort_name

    @admin.display(description="")
    def picture(self, person: Person) -> str:
        """The portrait, small."""
        if person is None or person.portrait is None:
            return ""
        return render_picture(person.portrait.frozen(), "10rem", alt="")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Say so if somebody of this name is there already."""
        super().save_model(request, obj, form, change)
        alike = namesakes(obj)
        if alike and not change:
            links = format_html_join(
                ", ",
                '<a href="{}">{}</a>',
                ((reverse("admin:people_person_change", args=[p.pk]), p) for p in alike),
            )
            words = _("There is somebody of this name already:")
            messages.warning(request, format_html("{} {}", words, links))


def namesakes(person: Person) -> list[Person]:
    """Return other people whose name reads the same, whatever its umlauts and capitals."""
    keys = {person.sort_key, phonebook_key(sort_name_of(person.name))}
    same_name = Q(sort_key__in=keys) | Q(name__iexact=person.name)
    return list(Person.objects.filter(same_name).exclude(pk=person.pk)[:5])


@admin.register(Organisation)
class OrganisationAdmin(MergingMixin, FoldedSearch):
    """Employers, partners, sponsors."""

    list_display = ("name", "url")
    autocomplete_fields = ("logo", "parent")
    formfield_overrides = PLAIN_LINK | SHORT_TEXT
    fields = ("name", "aliases", "url", "logo", "description", ("parent", "political"), "slug")
