"""Forms as a browser has them: read from the page, filled in, sent whole."""

from typing import Any

from django.test import Client
from lxml import html

FORM = "//form[not(@id='logout-form' or @class='podium-saving-offer')]"


class Page:
    """One page with a form, as `client` sees it; `status`, `text` and `messages` of the last answer."""

    def __init__(self, client: Client, address: str, form: str = FORM):
        self.client, self.form = client, form
        self.take(client.get(address, follow=True))

    def take(self, response: Any) -> "Page":
        self.response, self.status = response, response.status_code
        self.address = response.request["PATH_INFO"]
        self.tree = html.fromstring(response.content.decode())
        forms = [f for f in self.tree.xpath(self.form) if f.get("method") == "post"]
        self.values: dict[str, list[str]] = {}
        for name, value in forms[0].form_values() if forms else ():
            # HTML takes away the newline that a text area begins with.
            self.values.setdefault(name, []).append(value.removeprefix("\n"))
        return self

    def fill(self, **values: Any) -> "Page":
        for name, value in values.items():
            self.values[name] = value if isinstance(value, list) else [str(value)]
        return self

    def add_row(self, prefix: str, **values: Any) -> "Page":
        number = int(self.values[f"{prefix}-TOTAL_FORMS"][0])
        for name in [n for n in self.values if n.startswith(f"{prefix}-__prefix__-")]:
            self.values[name.replace("__prefix__", str(number))] = self.values[name]
        self.fill(**{f"{prefix}-{number}-{name}": value for name, value in values.items()})
        return self.fill(**{f"{prefix}-TOTAL_FORMS": number + 1})

    def press(self, button: str) -> "Page":
        data = {**self.values, button: ["1"]}
        return self.take(self.client.post(self.address, data, follow=True))

    def texts(self, path: str) -> list[str]:
        return [" ".join(node.text_content().split()) for node in self.tree.xpath(path)]

    @property
    def messages(self) -> list[str]:
        return self.texts("//ul[@class='messagelist']/li")

    @property
    def errors(self) -> list[str]:
        return self.texts("//ul[contains(@class, 'errorlist')]/li")

    @property
    def state(self) -> str:
        return " ".join(self.texts("//p[@class='podium-sentences']"))
