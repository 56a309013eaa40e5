"""What the newsroom can do with accounts; first of all: what it cannot."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from blog.roles import CHIEF_EDITORS, EDITORS
from tests.filling import Page
from tests.making import make_editor

pytestmark = pytest.mark.django_db
USERS, ADD = "/admin/auth/user/", "/admin/auth/user/add/"
OUT_OF_REACH = {302, 403, 404}


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


def account(name, *groups, **fields):
    user = User.objects.create_user(
        name, email=f"{name}@blog.example", password="secret-word-1", is_staff=True, **fields
    )
    user.groups.set([Group.objects.get_or_create(name=group)[0] for group in groups])
    return user


@pytest.fixture
def boss():
    return make_editor("boss", email="boss@blog.example")


@pytest.fixture
def chief(client):
    user = account("carla", CHIEF_EDITORS)
    client.force_login(user)
    return user


@pytest.fixture
def rita(chief):
    return account("rita", EDITORS, first_name="Rita", last_name="Red")


@pytest.fixture
def almighty_chief(chief):
    """Somebody gave her every right there is, by hand."""
    chief.user_permissions.set(Permission.objects.all())
    return chief


def change(user):
    return f"{USERS}{user.pk}/change/"


EVERYTHING = {
    "username": "rita",
    "first_name": "Rita",
    "last_name": "Red",
    "email": "rita@blog.example",
    "is_active": "on",
    "is_staff": "on",
    "is_superuser": "on",
    "password": "plain",
    "password1": "another-secret-1",
    "password2": "another-secret-1",
    "usable_password": "true",
    "role": CHIEF_EDITORS,
    "last_login_0": "2026-01-01",
    "last_login_1": "10:00",
    "date_joined_0": "2026-01-01",
    "date_joined_1": "10:00",
}


def crafted(**fields):
    groups = [Group.objects.get_or_create(name="Machinery")[0].pk]
    permissions = list(Permission.objects.values_list("pk", flat=True)[:5])
    return EVERYTHING | {"groups": groups, "user_permissions": permissions} | fields


# What chief editors cannot do ----------------------------------------------------------------------
@pytest.mark.parametrize("whom", ["herself", "another"])
def test_nobody_makes_a_superuser_or_hands_out_rights(client, chief, rita, whom):
    user = chief if whom == "herself" else rita
    password = user.password
    data = crafted(username=user.username, email=user.email)
    client.post(change(user), data)
    user = User.objects.get(pk=user.pk)
    assert not user.is_superuser
    assert not user.user_permissions.exists()
    assert {group.name for group in user.groups.all()} <= {EDITORS, CHIEF_EDITORS}
    assert user.password == password


def test_a_new_account_is_no_superuser_and_has_no_password(client, chief):
    client.post(ADD, crafted(username="neu", email="neu@blog.example"))
    new = User.objects.get(email="neu@blog.example")
    assert (new.is_superuser, new.has_usable_password()) == (False, False)
    assert not new.user_permissions.exists()
    assert [group.name for group in new.groups.all()] == [CHIEF_EDITORS]


@pytest.mark.parametrize("view", ["change", "password", "delete", "history"])
def test_a_superuser_is_out_of_reach(client, almighty_chief, boss, view):
    before = User.objects.filter(pk=boss.pk).values().get()
    address = f"{USERS}{boss.pk}/{view}/"
    data = crafted(username="boss", email="carla@evil.example", post="yes")
    assert client.get(address).status_code in OUT_OF_REACH
    assert client.post(address, data).status_code in OUT_OF_REACH
    assert User.objects.filter(pk=boss.pk).values().get() == before


def test_a_superuser_is_not_seen(client, almighty_chief, boss):
    assert "boss" not in client.get(USERS).content.decode()
    query = {"app_label": "people", "model_name": "person", "field_name": "user", "term": "b"}
    found = client.get("/admin/autocomplete/", query).json()["results"]
    assert [row["text"] for row in found if "boss" in row["text"]] == []


def test_a_superuser_is_not_deleted_with_many_at_once(client, almighty_chief, boss):
    data = {"action": "delete_selected", "_selected_action": [boss.pk], "post": "yes"}
    client.post(USERS, data)
    assert User.objects.filter(pk=boss.pk).exists()


def test_nobody_deletes_accounts_that_may_not(client, chief, rita):
    data = {"action": "delete_selected", "_selected_action": [rita.pk], "post": "yes"}
    client.post(USERS, data)
    assert client.post(f"{USERS}{rita.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=rita.pk).exists()


def test_whoever_has_more_rights_than_a_role_is_out_of_reach(client, chief):
    keeper = account("keeper", EDITORS, "Machinery")
    trusted = account("trusted", EDITORS)
    trusted.user_permissions.add(Permission.objects.get(codename="delete_user"))
    for user in (keeper, trusted):
        assert client.get(change(user)).status_code in OUT_OF_REACH
        client.post(change(user), crafted(email="carla@evil.example"))
        user.refresh_from_db()
        assert user.email.endswith("@blog.example")


@pytest.mark.parametrize("whom", ["herself", "another"])
def test_nobody_sets_a_password_in_the_newsroom(client, almighty_chief, rita, whom):
    user = almighty_chief if whom == "herself" else rita
    data = {"password1": "another-secret-1", "password2": "another-secret-1"}
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    almighty_chief.user_permissions.clear()
    assert client.get(address).status_code == 403
    assert client.post(address, data | {"usable_password": "true"}).status_code == 403
    user.refresh_from_db()
    assert user.check_password("secret-word-1")


@pytest.mark.parametrize("model", ["mfa/authenticator", "account/emailaddress", "auth/group"])
def test_second_factors_mail_addresses_and_groups_are_for_superusers(
    client, almighty_chief, boss, model
):
    row = {
        "mfa/authenticator": lambda: Authenticator.objects.create(user=boss, type="totp", data={}),
        "account/emailaddress": lambda: EmailAddress.objects.create(
            user=boss, email=boss.email, verified=True, primary=True
        ),
        "auth/group": lambda: Group.objects.get(name=CHIEF_EDITORS),
    }[model]()
    before = type(row).objects.filter(pk=row.pk).values().get()
    data = crafted(user=boss.pk, type="totp", data="{}", name="Evil", post="yes")
    data |= {"email": "carla@evil.example", "verified": "on", "primary": "on"}
    data |= {"permissions": list(Permission.objects.values_list("pk", flat=True))}
    for page in ("", "add/", f"{row.pk}/change/", f"{row.pk}/delete/", f"{row.pk}/history/"):
        assert client.get(f"/admin/{model}/{page}").status_code == 403, page
        assert client.post(f"/admin/{model}/{page}", data).status_code == 403, page
    assert type(row).objects.filter(pk=row.pk).values().get() == before
    assert type(row).objects.count() == {"auth/group": 3}.get(model, 1) + (model == "auth/group")


def test_a_chief_editor_cannot_lock_herself_out(client, chief):
    data = {"first_name": "Carla", "last_name": "C", "email": chief.email, "role": EDITORS}
    assert client.post(change(chief), data).status_code == 302
    chief.refresh_from_db()
    assert (chief.first_name, chief.is_active, chief.is_staff) == ("Carla", True, True)
    assert [group.name for group in chief.groups.all()] == [CHIEF_EDITORS]


def test_editors_see_no_accounts(client):
    client.force_login(account("rita", EDITORS))
    assert client.get(USERS).status_code == 403
    assert client.get(ADD).status_code == 403


# What they can do ----------------------------------------------------------------------------------
def test_the_form_asks_for_name_mail_person_role_and_whether_active(client, rita):
    rita.set_unusable_password()  # of an account in use the address is its owner's
    rita.save()
    page = Page(client, change(rita))
    shown = {name for name in page.values if not name.startswith(("csrf", "_"))}
    assert shown == {"first_name", "last_name", "email", "person", "role", "is_active"}
    assert page.values["role"] == [EDITORS]
    assert page.texts("//select[@name='role']/option") == ["Autor", "Redaktion", "Chefredaktion"]


def test_a_role_is_changed_and_an_account_closed(client, rita):
    Page(client, change(rita)).fill(role=CHIEF_EDITORS).press("_save")
    assert [group.name for group in rita.groups.all()] == [CHIEF_EDITORS]
    page = Page(client, change(rita))
    del page.values["is_active"]
    page.press("_save")
    rita.refresh_from_db()
    assert not rita.is_active


@pytest.mark.django_db(transaction=True)
def test_a_new_colleague_sets_a_password_by_a_link_in_a_mail(client, chief, mailoutbox):
    page = Page(client, ADD)
    page.fill(first_name="Nora", last_name="Neu", email="nora@blog.example", role=EDITORS)
    page.press("_save")
    new = User.objects.get(email="nora@blog.example")
    assert (new.username, new.is_staff, new.has_usable_password()) == ("nora-neu", True, False)
    assert page.messages[-1] == "Nora Neu gets a mail with a link to set a password."
    assert mailoutbox[0].to == ["nora@blog.example"]
    client.logout()
    link = re.search(r"https?://[^/]+(/konto/\S+)", mailoutbox[0].body)[1]
    page = Page(client, link).fill(password1="a-long-secret-7", password2="a-long-secret-7")
    page.press("ok")
    new.refresh_from_db()
    assert new.check_password("a-long-secret-7")


def test_the_link_can_be_sent_again(client, rita, mailoutbox):
    account("closed", EDITORS, is_active=False)
    data = {"action": "send_password_links", "_selected_action": [rita.pk]}
    client.post(USERS, data)
    assert [mail.to for mail in mailoutbox] == [["rita@blog.example"]]


def test_no_link_goes_to_a_superuser(client, almighty_chief, boss, mailoutbox):
    client.post(USERS, {"action": "send_password_links", "_selected_action": [boss.pk]})
    assert mailoutbox == []


def test_two_accounts_do_not_share_a_mail_address(client, rita, boss):
    for taken in ("RITA@blog.example", "boss@blog.example"):
        page = Page(client, ADD)
        page.fill(first_name="R", last_name="D", email=taken, role=EDITORS).press("_save")
        assert page.errors == ["There is an account with this e-mail address already."]
    assert Page(client, change(rita)).press("_save").errors == []


def test_a_former_mail_address_opens_nothing_any_more(client, rita, boss):
    client.force_login(boss)
    EmailAddress.objects.create(user=rita, email=rita.email, verified=True, primary=True)
    Page(client, change(rita)).fill(email="red@blog.example").press("_save")
    assert not EmailAddress.objects.filter(email="rita@blog.example").exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_away_loses_no_account(client, chief, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }
    page = Page(client, ADD).fill(first_name="N", last_name="N", email="n@blog.example")
    page.fill(role=EDITORS).press("_save")
    assert User.objects.filter(email="n@blog.example").exists()
    assert page.messages[-1] == "The mail to n@blog.example could not be sent. Try again later."


# What superusers can do ----------------------------------------------------------------------------
def test_superusers_keep_everything(client, boss):
    client.force_login(boss)
    user = account("rita", EDITORS)
    assert {"is_superuser", "user_permissions"} <= set(
        client.get(change(user)).context["adminform"].form.fields
    )
    for page in ("auth/group/", "mfa/authenticator/", "account/emailaddress/"):
        assert client.get(f"/admin/{page}").status_code == 200
