"""The editor in the browser: what our extensions and the admin's style add to django-prose-editor.

Nothing of it stands in the settings: the widget names its own modules.
"""

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django_prose_editor.widgets import AdminProseEditorWidget, importmap
from js_asset import ImportMap, Media

from delivery.joining.sent import address
from prose.embeds import PROVIDERS

OVERRULED = "django_prose_editor/overrides.css"
STYLE = "prose/editor.css"
_EDITOR_STYLES = ("django_prose_editor/material-icons.css", "django_prose_editor/editor.css")
# What our extensions and modules have in common and load later, by the name they import it under.
COMMON = ImportMap(
    {"prose/words": "prose/words.js", "prose/image-library": "prose/image-library.js"}
)


class ProseWidget(AdminProseEditorWidget):
    """The editor with figures from the library, pull quotes, footnotes and checked links."""

    @property
    def media(self) -> Media:
        """Return the editor's files, what our modules import, and our style after all others."""
        return super().media + Media(importmap=COMMON, css={"all": [OVERRULED, STYLE]})

    def get_config(self) -> dict[str, Any]:
        """Return the configuration with our modules, and with where it finds images."""
        config = super().get_config()
        extensions = dict(config["extensions"])
        if "ProseFigure" in extensions:
            extensions["ProseFigure"] = image_addresses()
        if "ProseEmbed" in extensions:
            known = [{"name": one.name, "pattern": one.pattern} for one in PROVIDERS]
            listed = {key: url for key, url in image_addresses().items() if key == "listUrl"}
            extensions["ProseEmbed"] = {**listed, "providers": known}
        return {
            **config,
            "extensions": extensions,
            "js_modules": [address("prose/extensions.js")],
        }


class LazyProseWidget(forms.Textarea):
    """Text that is shown as readers see it, and becomes an editor where somebody begins to write.

    For pages with many texts: `static/prose/lazy.js` mounts one editor at a time. The configuration
    of each extent stands once on the page (`configuration`), not at every field.
    """

    def __init__(self, editor: ProseWidget, extent: str) -> None:
        """Stand in for the editor of a field of this extent."""
        super().__init__({"data-prose": extent, "rows": 6, "class": "vLargeTextField"})
        self.extent, self.editor = extent, editor

    @property
    def media(self) -> Media:
        """Return what the editor will import, and how text looks; no script of its own."""
        style = {"all": [*_EDITOR_STYLES, OVERRULED, STYLE]}
        return Media(importmap=importmap) + Media(importmap=COMMON, css=style)

    def configuration(self) -> dict[str, Any]:
        """Return what `createEditor` wants to know."""
        return self.editor.get_config()

    def use_required_attribute(self, initial: Any) -> bool:
        """Leave it to the form: the browser would complain about a field it does not show."""
        return False


def image_addresses() -> dict[str, str]:
    """Return where images of the library are listed and new ones are taken in; {} without admin."""
    try:
        return {
            "listUrl": reverse("admin:media_image_choices"),
            "cardUrl": reverse("admin:desk_upload_card"),
            "uploadUrl": reverse("admin:desk_upload"),
            "newImage": address("prose/new-image.js"),
        }
    except NoReverseMatch:
        return {}
