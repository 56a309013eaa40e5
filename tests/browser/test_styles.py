"""Chromium knows the properties, the values and the selectors of our style sheets."""

import tinycss2
from playwright.sync_api import Page

from bin import styles
from bin.house_rules import tracked

# Of other browsers, beside what Chromium has for the same, or for them alone.
FOREIGN = ("-moz-", "-webkit-", "hanging-punctuation:", "line-clamp:")
DESCRIBING = {"font-face"}  # at-rules whose blocks hold no properties
STEPPING = {"keyframes"}  # … and whose rules have no selectors

UNKNOWN = """({ declarations, selectors }) => {
  const isSelector = (text) => {
    try {
      document.querySelector(text);
      return true;
    } catch {
      return false;
    }
  };
  return [
    ...declarations.filter((one) => !CSS.supports(...one)).map((one) => one.join(": ")),
    ...selectors.filter((one) => !isSelector(one)),
  ];
}"""


def unknown_to(page: Page, sheets):
    declarations = []
    selectors = []
    for at_rule, nodes in (block for sheet in sheets for block in styles.blocks(sheet)):
        for node in nodes:
            if node.type == "declaration" and at_rule not in DESCRIBING:
                declarations.append([node.name, tinycss2.serialize(node.value).strip()])
            elif node.type == "qualified-rule" and at_rule not in STEPPING:
                selectors.append(tinycss2.serialize(node.prelude).strip())
    return page.evaluate(UNKNOWN, {"declarations": declarations, "selectors": selectors})


def test_the_browser_understands_what_style_sheets_say(page: Page):
    unknown = unknown_to(page, tracked(".css"))
    assert [one for one in unknown if not one.startswith(FOREIGN)] == []


def test_what_no_browser_understands_is_found(page: Page, tmp_path):
    sheet = tmp_path / "own.css"
    sheet.write_text(
        "@media print { a, b:hover { colr: red; top: red; left: 0 } } :rowing > a { --own: red }"
    )
    assert unknown_to(page, [sheet]) == ["colr: red", "top: red", ":rowing > a"]
