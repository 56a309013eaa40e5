"""From where on a list goes: a signed place, which only the list that gave it takes back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.utils.translation import gettext as _

from pages.api.answers import Mistaken
from pages.house.absolute import absolute

CURSOR, LIMIT = "cursor", "limit"
FEW, MOST = 20, 100
_SIGNER = signing.Signer(salt="podium.pages.api")  # no moment: the same place has the same address


def limit(asked: Mapping[str, str]) -> int:
    """Return how many items a page shall have."""
    text = asked.get(LIMIT, "")
    if not text:
        return FEW
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST):
        raise Mistaken(_("“limit” is a number from 1 to %(most)s.") % {"most": MOST})
    return int(text)


class Way:
    """The way through one list: the path of its address, and what the list was narrowed down by."""

    def __init__(self, path: str, asked: Mapping[str, str], *narrows: str) -> None:
        self._path = path
        self._narrow = {name: asked[name] for name in narrows if asked.get(name)}
        self._size = {LIMIT: asked[LIMIT]} if asked.get(LIMIT) else {}
        self._list = urlencode([("", path), *sorted(self._narrow.items())])
        self.cursor = asked.get(CURSOR, "")

    def behind[Place](self, read: Callable[[Sequence[Any]], Place]) -> Place | None:
        """Return the place behind which the page begins, as `read` understands it; None for the first."""
        if not self.cursor:
            return None
        words = _("“cursor” is not one that this list gave. Its first page needs none.")
        try:
            of, *place = _SIGNER.unsign_object(self.cursor)
        except signing.BadSignature as error:
            raise Mistaken(words) from error
        if of != self._list:
            raise Mistaken(words)
        return read(place)

    def on(self, *place: Any) -> str:
        """Return the address of the page behind a place."""
        cursor = _SIGNER.sign_object([self._list, *place])
        return absolute(f"{self._path}?{urlencode(self._narrow | self._size | {CURSOR: cursor})}")
