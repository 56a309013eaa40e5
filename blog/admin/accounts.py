"""Accounts of the newsroom: chief editors care for those within the two roles, superusers for all."""

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from allauth.account.admin import EmailAddressAdmin
from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from blog.accounts import give_role, role_of, within_roles
from blog.roles import ROLES
from prose.addresses import free_address

admin.site.unregister([User, Group, EmailAddress, Authenticator])


class AccountForm(forms.ModelForm):
    """Who somebody is and which role they have; rights and passwords are no part of it."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[(name, name) for name in ROLES])

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "is_active")
        help_texts: ClassVar = {
            "is_active": gettext_lazy("Without it nobody can log in. Accounts are never deleted.")
        }

    # Set by the admin on the class of one request: nobody shuts themselves out.
    own = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the present role."""
        super().__init__(*args, **kwargs)
        for name in ("last_name", "email"):
            self.fields[name].required = True
        if self.instance.pk:
            self.initial["role"] = role_of(self.instance)
        for name in ("role", "is_active") if self.own else ():
            self.fields[name].disabled, self.fields[name].required = True, False

    def clean_email(self) -> str:
        """Refuse another's address: whoever reads its mail could set the other's password."""
        mail = self.cleaned_data["email"]
        others = User.objects.filter(email__iexact=mail).exclude(pk=self.instance.pk)
        known = EmailAddress.objects.filter(email__iexact=mail).exclude(user=self.instance.pk)
        if others.exists() or known.exists():
            raise ValidationError(_("There is an account with this e-mail address already."))
        return mail


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Stock for superusers; for everyone else nothing beyond the two roles can be seen or done."""

    add_form, add_form_template = AccountForm, None
    add_fieldsets = ((None, {"fields": ("first_name", "last_name", "email", "role", "is_active")}),)
    list_display = ("username", "first_name", "last_name", "email", "role", "is_active")
    actions = ("send_password_links",)

    @admin.display(description=gettext_lazy("role"))
    def role(self, account: User) -> str:
        """The role by its name."""
        return "Superuser" if account.is_superuser else role_of(account)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Leave superusers and others with more rights than a role to superusers."""
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts if request.user.is_superuser else within_roles(accounts)

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Filter by what may be seen."""
        return super().get_list_filter(request) if request.user.is_superuser else ("is_active",)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Show rights to superusers alone."""
        if obj and request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return self.add_fieldsets

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Take nothing from others than superusers but what the small form has."""
        if obj and not request.user.is_superuser:
            kwargs["form"] = AccountForm
        form = super().get_form(request, obj, change=change, **kwargs)
        if issubclass(form, AccountForm):
            form.own = obj == request.user
        return form

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let nobody below superuser set a password for anybody."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Give a new account a name to log in with and no password; forget a former mail address."""
        if not change:
            obj.username = free_address(
                obj.get_full_name(), "konto", User.objects.all(), field="username"
            )
            obj.set_unusable_password()
        if isinstance(form, AccountForm):
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Give the role; send a new colleague the link, once the account is surely there."""
        super().save_related(request, form, formsets, change)
        if isinstance(form, AccountForm) and form.cleaned_data["role"]:
            give_role(form.instance, form.cleaned_data["role"])
        if not change:
            transaction.on_commit(partial(send_links, request, [form.instance]))

    @admin.action(
        description=gettext_lazy("Send a link to set the password"), permissions=["change"]
    )
    def send_password_links(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Send the chosen accounts the mail that a forgotten password brings."""
        send_links(request, queryset)


def send_links(request: HttpRequest, accounts: Iterable[User]) -> None:
    """Send each active account a link to set a password, and say to whom one went."""
    for account in accounts:
        form = ResetPasswordForm({"email": account.email})
        if not account.is_active or not form.is_valid():
            continue
        whom = {"name": account.get_full_name() or account.get_username(), "mail": account.email}
        try:
            form.save(request)
        except OSError:  # of the mail server
            said = _("The mail to %(mail)s could not be sent. Try again later.")
            messages.error(request, said % whom)
        else:
            said = _("%(name)s gets a mail with a link to set a password.")
            messages.success(request, said % whom)


class SuperusersOnly(admin.ModelAdmin):
    """What opens every door is for superusers, whatever rights others were given by hand."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Tell whether this is a superuser."""
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether this is a superuser."""
        return bool(request.user.is_superuser)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Tell whether this is a superuser."""
        return bool(request.user.is_superuser)


@admin.register(Group)
class RightsAdmin(SuperusersOnly, GroupAdmin):
    """Roles and what each may do."""


@admin.register(EmailAddress)
class MailAddressAdmin(SuperusersOnly, EmailAddressAdmin):
    """Addresses to which links for passwords go."""


@admin.register(Authenticator)
class SecondFactorAdmin(SuperusersOnly, AuthenticatorAdmin):
    """Second factors."""
