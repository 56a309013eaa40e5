"""Accounts of the newsroom: chief editors care for those within the roles, superusers for all."""

from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext as _, gettext_lazy

from blog.accounts import (
    give_person,
    give_role,
    keep_record,
    record_of,
    role_of,
    standing,
    within_roles,
)
from blog.admin.accounts.forms import AccountForm, FullAccountForm
from blog.admin.accounts.trail import rows_of
from blog.models.account_language import choose_language
from blog.password_links import send_password_link
from disclosures.trail import Action, TrailEntry, record
from names.addresses import free_address

admin.site.unregister([User, Group, EmailAddress, Authenticator])
PER_PAGE = 50


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Everything for superusers; for everyone else nothing beyond the roles is seen or done."""

    form, add_form, add_form_template = FullAccountForm, AccountForm, None
    change_list_template = "admin/blog/accounts/change_list.html"
    add_fieldsets = (
        (
            None,
            {"fields": ("first_name", "last_name", "email", "person", "role", "is_active")},
        ),
    )
    new_fieldsets = (*add_fieldsets, (None, {"fields": ("language",)}))
    list_display = ("username", "first_name", "last_name", "email", "role", "is_active")
    readonly_fields = ("trail",)
    actions = ("send_password_links",)

    @admin.display(description=gettext_lazy("role"))
    def role(self, account: User) -> str:
        """The role by its name."""
        return "Superuser" if account.is_superuser else role_of(account)

    @admin.display(description="")
    def trail(self, account: User) -> str:
        """What was done to the account, the last first."""
        rows = rows_of(record_of(account).reverse())
        return render_to_string("admin/blog/accounts/rows.html", {"rows": rows})

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Leave superusers and others with more rights than a role to superusers."""
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts if request.user.is_superuser else within_roles(accounts)

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Filter by what may be seen."""
        return super().get_list_filter(request) if request.user.is_superuser else ("is_active",)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Show rights to superusers alone, and nobody anything of a password."""
        if obj is None:
            return self.new_fieldsets
        fields: tuple[Any, ...] = self.add_fieldsets
        if request.user.is_superuser:
            _name_and_password, *rest = super().get_fieldsets(request, obj)
            fields = ((None, {"fields": ("username", "person")}), *rest)
        return (*fields, (gettext_lazy("What was done to this account"), {"fields": ("trail",)}))

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Take nothing from others than superusers but what the small form has."""
        if obj and not request.user.is_superuser:
            kwargs["form"] = AccountForm
        form = super().get_form(request, obj, change=change, **kwargs)
        if issubclass(form, AccountForm) and obj:
            form.own = obj == request.user
            form.mail_is_theirs = not form.own and obj.has_usable_password()
        return form

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let nobody set a password for anybody: its owner does, by a link in a mail."""
        raise PermissionDenied

    # Saving, and the record of it ----------------------------------------------------------------
    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Give a new account a name to log in with and no password; forget a former mail address."""
        form.before = standing(obj) if change else {}
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
        """Give role and person; send a new colleague the link, once the account is surely there."""
        super().save_related(request, form, formsets, change)
        account, typed = form.instance, form.cleaned_data
        if isinstance(form, AccountForm) and typed["role"]:
            give_role(account, typed["role"])
        if "person" in form.changed_data:
            give_person(account, typed["person"])
        keep_record(account, form.before, by=cast(User, request.user))
        if not change:
            choose_language(account, typed["language"])
            transaction.on_commit(partial(send_links, request, [account]))

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Keep on record that there was such an account."""
        record(obj, Action.ACCOUNT_DELETE, actor=cast(User, request.user))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Keep on record that there were such accounts."""
        for account in queryset:
            self.delete_model(request, account)

    @admin.action(
        description=gettext_lazy("Send a link to set the password"), permissions=["change"]
    )
    def send_password_links(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Send the chosen accounts the mail that a forgotten password brings."""
        send_links(request, queryset)

    # The record of all ---------------------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        """Add the record of all accounts."""
        view = self.admin_site.admin_view(self.trail_view)
        return [path("trail/", view, name="auth_user_trail"), *super().get_urls()]

    def trail_view(self, request: HttpRequest) -> HttpResponse:
        """List what was done to accounts, the last first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        every = TrailEntry.objects.filter(subject=User._meta.label_lower)
        if not request.user.is_superuser:
            # Of an account that is deleted nobody knows any more whose rights it had.
            every = every.filter(object_id__in=self.get_queryset(request).values("pk"))
        page = Paginator(every.order_by("-occurred_at", "-pk"), PER_PAGE)
        shown = page.get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("What was done to accounts"),
            "opts": self.opts,
            "page": shown,
            "rows": rows_of(list(shown)),
        }
        return render(request, "admin/blog/accounts/trail.html", context)


def send_links(request: HttpRequest, accounts: Iterable[User]) -> None:
    """Send each active account a link to set a password, and say to whom one went."""
    for account in accounts:
        if not account.is_active or not account.email:
            continue
        whom = {"name": account.get_full_name() or account.get_username(), "mail": account.email}
        try:
            send_password_link(account)
        except OSError:  # of the mail server
            said = _("The mail to %(mail)s could not be sent. Try again later.")
            messages.error(request, said % whom)
        else:
            record(account, Action.ACCOUNT_LINK, actor=cast(User, request.user))
            said = _("%(name)s gets a mail with a link to set a password.")
            messages.success(request, said % whom)


class SuperusersOnly(admin.ModelAdmin):
    """What opens every door is for superusers, whatever rights others were given by hand."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether this is a superuser."""
        return bool(request.user.is_superuser)

    has_module_permission = has_add_permission = has_view_permission
    has_change_permission = has_delete_permission = has_view_permission


@admin.register(Group)
class RightsAdmin(SuperusersOnly, GroupAdmin):
    """Roles and what each may do."""


@admin.register(EmailAddress)
class MailAddressAdmin(SuperusersOnly, EmailAddressAdmin):
    """Addresses to which links for passwords go."""


@admin.register(Authenticator)
class SecondFactorAdmin(SuperusersOnly, AuthenticatorAdmin):
    """Second factors."""
