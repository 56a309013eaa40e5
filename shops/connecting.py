"""The form of a connection; it is tried before it is saved, and never shows a token again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from events.models import TicketHost
from shops.asking import ask, trouble
from shops.models import Connection
from shops.reading import AT_HAND, ShopFailure
from shops.sync_plan import Thing

ACCESS = ("kind", "address", "organizer", "slug", "token")
FIELD_OF = {
    Connection.Trouble.NO_RIGHT: "token",
    Connection.Trouble.NOT_FOUND: "slug",
}


class ConnectionForm(forms.ModelForm):
    """Access to a shop. A token is shown only to who has just typed it, if it has to be corrected."""

    token = forms.CharField(
        label=gettext_lazy("Token"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "off", "class": "vTextField"}
        ),
    )
    forget_token = forms.BooleanField(
        label=gettext_lazy("Forget the token that is kept"), required=False
    )
    anyway = forms.BooleanField(
        label=gettext_lazy("Save anyway and try again later"), required=False
    )

    class Meta:
        model = Connection
        fields = ("event", "kind", "address", "organizer", "slug", "token", "automatic", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is kept without showing it."""
        super().__init__(*args, **kwargs)
        self.said: list[Thing] | None = None
        self.kept = self.instance.token if self.instance.pk else ""
        self.initial["token"] = ""
        if "token" not in self.fields:  # for who may only look
            return
        self.fields["token"].help_text = (
            _("A token is kept. Leave this empty to keep it; it is never shown again.")
            if self.kept
            else _("pretix always needs one; pretalx only if the programme is not public.")
        )
        if not self.kept:
            del self.fields["forget_token"]
        if not self.is_bound:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        """Refuse what could not work, each at its field."""
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind") or self.instance.kind
        typed, address = cleaned.get("token", ""), cleaned.get("address", "").rstrip("/")
        cleaned["token"] = typed or ("" if cleaned.get("forget_token") else self.kept)
        if kind == Connection.Kind.PRETALX:
            cleaned["organizer"] = ""
        else:
            self._check_shop(cleaned, address)
        moved = bool(self.instance.pk) and address != self.instance.address
        if cleaned.get("token") and not typed and moved:
            # Otherwise whoever changes the address could have the token sent to themselves.
            words = _("Please enter the token again: it is only sent where it was entered for.")
            self.add_error("token", words)
        return cleaned

    def _check_shop(self, cleaned: dict[str, Any], address: str) -> None:
        if not cleaned.get("organizer") and "organizer" not in self.errors:
            words = _("pretix needs the short form of the organiser, too.")
            self.add_error("organizer", words)
        if not cleaned["token"] and "token" not in self.errors:
            self.add_error("token", _("pretix needs a token."))
        if address and "address" not in self.errors and not TicketHost.objects.allows(address):
            self.add_error("address", str(TicketHost.objects.refusal()))

    def _post_clean(self) -> None:
        """Try the access once everything else is right; what was typed stays in the form."""
        super()._post_clean()  # type: ignore[misc]
        changed = {*ACCESS, "forget_token"} & set(self.changed_data)
        if self.errors or not changed or self.cleaned_data.get("anyway"):
            self._hide_anyway()
            return
        self.instance.address = self.instance.address.rstrip("/")
        try:
            self.said = ask(self.instance, AT_HAND)
        except ShopFailure as failure:
            why = trouble(failure)
            name = FIELD_OF.get(why, "address")
            self.add_error(name if name in self.fields else None, why.label)
        else:
            self._hide_anyway()

    def _hide_anyway(self) -> None:
        """Offer to save in spite of a failure only where there was one."""
        if "anyway" in self.fields:
            self.fields["anyway"].widget = forms.HiddenInput()
