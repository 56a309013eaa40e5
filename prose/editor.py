"""The editor in the browser: what our extensions and the admin's style add to django-prose-editor.

Nothing of it stands in the settings: the widget names its own modules.
"""

from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from prose.embeds import PROVIDERS

OVERRULED = "django_prose_editor/overrides.css"
STYLE = "prose/editor.css"
# Every export of these is an extension of the editor …
MODULES = (
    "prose/links.js",
    "prose/figures.js",
    "prose/embeds.js",
    "prose/pull-quotes.js",
    "prose/footnotes.js",
    "prose/tables.js",
    "prose/toolbar.js",
)
# … and these are what they have in common, by the name they import it under.
COMMON = ImportMap(
    {
        "prose/words": "prose/words.js",
        "prose/dialog": "prose/dialog.js",
        "prose/image-library": "prose/image-library.js",
    }
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
            extensions["ProseEmbed"] = {**image_addresses(), "providers": known}
        return {
            **config,
            "extensions": extensions,
            "js_modules": [static(module) for module in MODULES],
        }


def image_addresses() -> dict[str, str]:
    """Return where the figure dialog lists images and where one is added; {} without admin."""
    try:
        return {
            "listUrl": reverse("admin:media_image_choices"),
            "addUrl": reverse("admin:media_image_add"),
        }
    except NoReverseMatch:
        return {}
