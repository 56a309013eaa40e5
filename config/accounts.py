"""Accounts are made by the newsroom, never by signing up; mails speak of the site by its address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from blog.models.account_language import language_of


class ClosedAccountAdapter(DefaultAccountAdapter):
    """No open registration, and no mail that takes an address from the request."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that names the site as the settings do, in its receiver's language.

        Neither who asked for it nor how has a part in it.
        """
        site = {"name": settings.SITE_NAME, "domain": settings.SITE_HOST}
        known = {"email": email, "current_site": site, **context}
        chosen = language_of(context["user"]) if context.get("user") else ""
        with translation.override(chosen or settings.LANGUAGE_CODE):
            self.render_mail(template_prefix, email, known).send()

    def format_email_subject(self, subject: str) -> str:
        """Put the site's name in front."""
        return f"[{settings.SITE_NAME}] {subject}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address behind a link to set a password."""
        path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
        return f"{settings.SITE_URL}{path.replace('UID-KEY', key)}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Return the address behind a link that confirms a mail address."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.SITE_URL}{path}"

    def send_account_already_exists_mail(self, email: str) -> None:
        """Send nothing: nobody signs up, so that nobody has to be told that they have before."""
