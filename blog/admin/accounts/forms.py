"""What is typed about an account: a small form for the three roles, a full one for superusers."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from blog.accounts import role_of
from blog.models import Credit
from blog.roles import ROLES
from people.models import Person


class WithPerson(forms.ModelForm):
    """Whose account it is; a person has one account at most."""

    person = forms.ModelChoiceField(
        Person.objects.all(),
        required=False,
        label=gettext_lazy("Person"),
        help_text=gettext_lazy("Whose account it is: what they examine is recorded as theirs."),
        # Whom a form of ours lets one choose, the admin offers; the field of a credit is one.
        widget=AutocompleteSelect(Credit._meta.get_field("person"), admin.site),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show whose it is."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["person"] = Person.objects.filter(user=self.instance).first()

    def clean_person(self) -> Person | None:
        """Refuse a person who has an account already."""
        person: Person | None = self.cleaned_data["person"]
        if person and person.user_id not in (None, self.instance.pk):
            raise ValidationError(_("This person has an account already."))
        return person


class AccountForm(WithPerson):
    """Who somebody is and which role they have; rights and passwords are no part of it."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[(name, name) for name in ROLES])
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("That of the site, or of their browser")), *settings.LANGUAGES],
        help_text=gettext_lazy(
            "Of the newsroom and of mails. They can choose another at any time."
        ),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "is_active")
        help_texts: ClassVar = {
            "is_active": gettext_lazy("Without it nobody can log in. Accounts are never deleted.")
        }

    # Set by the admin on the class of one request: nobody shuts themselves out, or becomes another.
    own = False
    # Whoever reads the mail sets the password; so of an account in use its owner alone moves it.
    mail_is_theirs = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the present role; lock what is not for whoever fills it in."""
        super().__init__(*args, **kwargs)
        for name in ("last_name", "email"):
            if name in self.fields:  # who may only look has none
                self.fields[name].required = True
        if self.instance.pk:
            self.initial["role"] = role_of(self.instance)
            self.fields.pop("language", None)  # is theirs from the first day on
        locked = ["role", "is_active", "person"] if self.own else []
        if self.mail_is_theirs and "email" in self.fields:
            locked.append("email")
            self.fields["email"].help_text = _(
                "Whoever receives the mail can set the password. So only its owner changes the"
                " address of an account in use, or a superuser."
            )
        for name in locked:
            self.fields[name].disabled, self.fields[name].required = True, False

    def clean_email(self) -> str:
        """Refuse another's address: whoever reads its mail could set the other's password."""
        mail: str = self.cleaned_data["email"]
        others = User.objects.filter(email__iexact=mail).exclude(pk=self.instance.pk)
        known = EmailAddress.objects.filter(email__iexact=mail).exclude(user=self.instance.pk)
        if not self.fields["email"].disabled and (others.exists() or known.exists()):
            raise ValidationError(_("There is an account with this e-mail address already."))
        return mail


class FullAccountForm(WithPerson, UserChangeForm):
    """Everything of an account, for superusers; a password is set by its owner alone."""

    password = None  # type: ignore[assignment]  # so a form takes a field away
