"""What is to be looked at before a piece is published, beside the form and in the way of publishing."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from blog.admin.panel import Panel, PanelMixin
from blog.publishing.freezing import Freezing
from blog.publishing.requirements import Requirement, requirements
from desk.checking.check import Found
from desk.checking.house import check


@dataclass(frozen=True)
class Checked:
    """A piece with everything that is missing, in its way, or worth a look."""

    panel: Panel
    anchors: dict[str, str] = field(default_factory=dict)

    @cached_property
    def found(self) -> list[Found]:
        """What the checks of the house found."""
        return check(self.panel.post, self.panel.content, self.panel.now)

    @cached_property
    def requirements(self) -> list[Requirement]:
        """What is missing; what rules ask stands with its answers in the panel."""
        panel = self.panel
        every = requirements(panel.post, panel.content, panel.told)
        return [one for one in every if one.code != "disclosure"]

    @property
    def blocking(self) -> list[dict[str, Any]]:
        """What prevents publishing, and where to put it right."""
        return self._led_to(blocking=True)

    @property
    def advice(self) -> list[dict[str, Any]]:
        """What does not prevent publishing."""
        return self._led_to(blocking=False)

    @property
    def number(self) -> int:
        """How many things stand in the way of publishing."""
        asked = sum(ask.blocking for ask in self.panel.told.asks)
        return asked + len(self.blocking) + sum(one.required for one in self.found)

    def _led_to(self, *, blocking: bool) -> list[dict[str, Any]]:
        return [
            {"message": one.message, "anchor": self.anchors.get(one.field, f"{one.field}-group")}
            for one in self.requirements
            if one.blocking == blocking
        ]


class CheckingMixin(PanelMixin, ModelAdmin):
    """Checks follow what is typed; what they require is asked for before publishing."""

    panel_template = "admin/desk/check.html"

    def beside_panel(self, request: HttpRequest, panel: Panel | None) -> dict[str, Any]:
        """Add what is to be looked at."""
        if panel is None:
            return {}
        return {"checked": Checked(panel, self._anchors(request, panel.post))}

    def refuse(self, freezing: Freezing) -> None:
        """Refuse what a required check found in the piece."""
        refuse_required(freezing)


def refuse_required(freezing: Freezing) -> None:
    """Raise ValidationError with what required checks of the house find in a piece."""
    found = check(freezing.post, freezing.content, timezone.now())
    if required := [str(one.finding.message) for one in found if one.required]:
        raise ValidationError(required, code="checks")
