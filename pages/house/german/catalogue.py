"""The German of this process: the catalogue, in the forms of address and of gender that a site has chosen.

The strings that sound otherwise then are laid over the catalogue once more.
"""

from gettext import GNUTranslations, translation
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import trans_real

from pages.house.german.address_forms import addressed
from pages.house.german.gender_forms import in_form
from pages.house.site import current
from pages.house.site_settings import Site


class Forms(NamedTuple):
    """The forms of a site; those by default are what the catalogue is written in."""

    address: str = Site.AddressForm.SIE.value
    gender: str = Site.GenderForm.PAIR.value

    def of(self, text: str) -> str:
        """Return a string of the catalogue in these forms."""
        return in_form(addressed(text, self.address), self.gender)


_spoken = Forms()  # by this process


def speak(**_: Any) -> None:
    """Have this process speak German as the site wants it, from now on and in all threads.

    Every request and every task begins with it; nearly always there is nothing to do.
    """
    global _spoken  # noqa: PLW0603  # what the catalogue of this process says
    site = current()
    if (forms := Forms(site.address_form, site.gender_form)) != _spoken:
        trans_real.translation("de").merge(_said_in(forms))
        _spoken = forms


def _said_in(forms: Forms) -> GNUTranslations:
    """Return, in some forms, the strings that can be said in several."""
    found: Any = translation("django", str(settings.LOCALE_PATHS[0]), ["de"])
    written = found._catalog  # noqa: SLF001  # as Django's own catalogues read it
    found._catalog = {  # noqa: SLF001  # of this copy alone
        key: forms.of(text) for key, text in written.items() if _can_vary(text)
    }
    return found


def _can_vary(text: str) -> bool:
    return in_form(text, "masculine") != text or addressed(text, "du") != text
