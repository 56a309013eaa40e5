"""Hands on mouse and keyboard that count what an editor does."""

from playwright.sync_api import Page


class Editor:
    """Counts every click, every field filled and every file chosen as a step."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def sign_in(self, url: str, name: str, password: str) -> None:
        """Open an address of the newsroom and sign in."""
        self.page.goto(url)
        self.fill("input[name=login]", name)
        self.fill("input[name=password]", password)
        self.click("main button[type=submit], form button[type=submit]")

    def click(self, selector: str) -> None:
        """Click on what is found, once it is there."""
        self.steps += 1
        self.page.click(selector)

    def fill(self, selector: str, text: str) -> None:
        """Fill a field."""
        self.steps += 1
        self.page.fill(selector, text)

    def write(self, text: str) -> None:
        """Type where the cursor stands."""
        self.steps += 1
        self.page.keyboard.type(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list."""
        self.steps += 1
        self.page.select_option(selector, value)

    def check(self, selector: str) -> None:
        """Tick a box."""
        self.steps += 1
        self.page.check(selector)
