"""In which language the newsroom speaks to whom."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountLanguage(models.Model):
    """The language that an account has chosen; without a row the browser is asked."""

    account = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="language", editable=False
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.language


def language_of(account: User | AnonymousUser) -> str:
    """Return the language that an account has chosen, or ""."""
    chosen = getattr(account, "language", None)
    return chosen.language if chosen and chosen.language in dict(settings.LANGUAGES) else ""


def choose_language(account: User, language: str) -> None:
    """Remember an account's language; "" leaves it to the browser once more."""
    if language:
        AccountLanguage.objects.update_or_create(account=account, defaults={"language": language})
    else:
        AccountLanguage.objects.filter(account=account).delete()
