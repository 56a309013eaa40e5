"""Where the editor-in-chief says how strictly checks are meant, and which words the house avoids."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.checking.house import CHECKS
from desk.checking.levels import AvoidedWord, CheckLevel


@admin.register(CheckLevel)
class CheckLevelAdmin(admin.ModelAdmin):
    """Checks by their names."""

    list_display = ("name", "level")
    list_editable = ("level",)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer the checks there are."""
        if db_field.name == "check_id":
            names = [(one.id, one.name) for one in CHECKS]
            return forms.ChoiceField(label=_("check"), choices=names)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("check"), ordering="check_id")
    def name(self, row: CheckLevel) -> str:
        """The check by its name."""
        return next((str(one.name) for one in CHECKS if one.id == row.check_id), row.check_id)


@admin.register(AvoidedWord)
class AvoidedWordAdmin(admin.ModelAdmin):
    """Words and what is better."""

    list_display = ("word", "better")
    search_fields = ("word", "better")
