"""What axe finds wrong with a page, by rule and element."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of what passes one example each is enough
}


def violations(page: Page, context: Any = None) -> list[str]:
    """Return what is wrong with a page (or a part of it) once it has been loaded."""
    page.wait_for_load_state()
    found = Axe().run(page, context=context, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
