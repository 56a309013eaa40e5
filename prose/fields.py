"""The rich-text field of models, in three extents."""

from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField

from prose.editor import ProseWidget
from prose.sanitising import broken_links, sanitise, unknown_embeds

Extent = Literal["article", "answer", "simple"]

GROUPS = ("headings", "marks", "link", "lists", "nodes -blockType -lists", "prose", "table")
MENU = {"groups": [{"group": group} for group in (*GROUPS, "history", "utility")]}
SIMPLE: dict[str, Any] = {
    "Menu": MENU,
    "NoSpellCheck": False,
    "ProseToolbar": True,
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Superscript": True,
    "Subscript": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "HardBreak": True,
    "ProseLink": True,
    "ProsePasting": True,
    "SpecialCharacters": True,
}
ANSWER = SIMPLE | {
    "Blockquote": True,
    "ProseFigure": True,
    "ProseEmbed": True,
    "ProseFootnote": True,
}
ARTICLE = ANSWER | {
    "Heading": {"levels": [2, 3]},
    "PullQuote": True,
    "ProseTable": {"resizable": False},
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Fullscreen": True,
}
EXTENSIONS: dict[Extent, dict[str, Any]] = {
    "simple": SIMPLE,
    "answer": ANSWER,
    "article": ARTICLE,
}


class ProseField(ProseEditorField):
    """HTML written in the editor; what the extent does not allow is taken out on every save.

    `article`: headings, lists, links, quotations, figures, embeds, pull quotes, tables, footnotes;
    `answer`: the same without headings, pull quotes and tables; `simple`: bold, italic, links
    and lists.
    """

    def __init__(self, *args: Any, config: Extent = "article", **kwargs: Any) -> None:
        self.extent = config
        kwargs["extensions"] = EXTENSIONS[config]
        super().__init__(*args, sanitize=self._sanitise, **kwargs)

    def _sanitise(self, html: str) -> str:
        return sanitise(html, self.extent)

    def formfield(self, **kwargs: Any) -> Any:
        """Use the editor everywhere, whatever widget the admin proposes for long text."""
        return super().formfield(**kwargs | {"widget": ProseWidget})

    def clean(self, value: Any, instance: Model | None) -> str:
        """Refuse links and embeds that lead nowhere, naming them, before they are taken out."""
        links = broken_links(value or "")
        if links:
            raise ValidationError(
                _("This link is not a web address, mail address or path: %(link)s"),
                code="link",
                params={"link": links[0][:200]},
            )
        embeds = unknown_embeds(value or "")
        if embeds:
            raise ValidationError(
                _("Podium cannot show what is at this address; set it as a link: %(address)s"),
                code="embed",
                params={"address": embeds[0][:200]},
            )
        return str(super().clean(self._sanitise(value or ""), instance))

    def pre_save(self, model_instance: Model, add: bool) -> str:
        """Sanitise text that did not come through a form as well."""
        value = self._sanitise(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value
