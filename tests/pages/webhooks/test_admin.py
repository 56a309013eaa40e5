"""Webhooks in the newsroom: who may, the secret that is shown once, the test, what stands on the start page."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.roles import CHIEF_EDITORS, EDITORS
from pages.models import Attempt, Delivery, Webhook
from tests.making import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public_site(settings):
    settings.SITE_IS_LOCAL = False
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def admin_client(admin_client, admin_user):
    """A superuser with a second factor, which a public site asks for."""
    with_second_factor(admin_user)
    return admin_client


def with_second_factor(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})


@pytest.fixture
def hook():
    row = Webhook.objects.create(name="App", address="https://app.example/podium")
    row.issue_secret()
    return row


def signed_in(client, role):
    user = make_editor(role.lower())
    user.is_superuser = False
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    with_second_factor(user)
    client.force_login(user)
    return client


def page(name, *arguments):
    return reverse(f"admin:pages_webhook_{name}", args=arguments)


def test_chief_editors_care_for_webhooks_and_editors_do_not_see_them(client, hook):
    signed_in(client, EDITORS)
    for address in (page("changelist"), page("add"), page("change", hook.pk)):
        assert client.get(address).status_code == 403
    for button in ("secret", "test"):
        assert client.post(page(button, hook.pk)).status_code == 403
    signed_in(client, CHIEF_EDITORS)
    for address in (page("changelist"), page("add"), page("change", hook.pk)):
        assert client.get(address).status_code == 200


def test_a_webhook_is_made_and_says_what_it_still_needs(admin_client):
    sent = {"name": "App", "address": "https://app.example/x", "published": "on", "active": "on"}
    admin_client.post(page("add"), sent)
    hook = Webhook.objects.get()
    assert (hook.published, hook.changed, hook.withdrawn) == (True, False, False)
    said = admin_client.get(page("change", hook.pk)).content.decode()
    assert "noch kein Geheimnis" in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "http://app.example/"},
        {"address": "https://localhost/x"},
        {"address": "https://app.example:9000/"},
        {"published": ""},
    ],
)
def test_what_is_wrong_is_said_at_the_form_and_nothing_typed_is_lost(admin_client, wrong):
    sent = {"name": "Meine App", "address": "https://app.example/x", "published": "on"} | wrong
    answer = admin_client.post(page("add"), {name: value for name, value in sent.items() if value})
    assert answer.status_code == 200
    assert "Meine App" in answer.content.decode()
    assert answer.context["adminform"].form.errors
    assert not Webhook.objects.exists()


def test_a_secret_is_shown_once_and_never_again(admin_client, hook):
    before = hook.secret
    shown = admin_client.post(page("secret", hook.pk)).content.decode()
    (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]{44}", shown)
    hook.refresh_from_db()
    assert hook.secret == secret != before
    for address in (page("changelist"), page("change", hook.pk), page("history", hook.pk)):
        assert "whsec_" not in admin_client.get(address).content.decode()
    assert admin_client.get(page("secret", hook.pk)).status_code == 405


def test_a_test_is_sent_by_a_task(admin_client, hook):
    answer = admin_client.post(page("test", hook.pk), follow=True)
    assert "Ein Test ist unterwegs" in answer.content.decode()
    assert Delivery.objects.get().edition is None
    assert DBTaskResult.objects.count() == 1


def test_no_test_is_sent_that_could_not_arrive(admin_client, hook, settings):
    Webhook.objects.update(active=False)
    assert "eingeschaltet" in admin_client.post(page("test", hook.pk), follow=True).content.decode()
    settings.SITE_IS_LOCAL = True
    admin_client.post(page("test", hook.pk))
    assert not Delivery.objects.exists()


def test_the_log_tells_when_what_and_how_it_was_answered(admin_client, hook):
    common = {"hook": hook, "message": "0" * 32, "at": timezone.now(), "milliseconds": 87}
    Attempt.objects.create(
        event="piece.published", piece="<b>Neu</b>", number=1, status=204, **common
    )
    Attempt.objects.create(event="test", number=2, status=0, trouble="tls", **common)
    said = admin_client.get(page("change", hook.pk)).content.decode()
    assert "veröffentlicht: &lt;b&gt;Neu&lt;/b&gt;" in said
    assert "✓ 204" in said
    assert "Zertifikat" in said
    assert "87 ms" in said


def test_one_that_was_given_up_stands_on_the_start_page_until_it_is_switched_on_again(
    admin_client, hook
):
    now = timezone.now()
    Webhook.objects.update(active=False, gave_up_at=now, failing_since=now - timedelta(days=3))
    waiting = hook.deliveries.create(due_at=now + timedelta(days=1), tries=8)
    words = "hat drei Tage lang nicht geantwortet"
    assert words in admin_client.get(reverse("admin:index")).content.decode()
    sent = {"name": "App", "address": hook.address, "changed": "on", "active": "on"}
    admin_client.post(page("change", hook.pk), sent)
    assert words not in admin_client.get(reverse("admin:index")).content.decode()
    assert DBTaskResult.objects.count() == 1
    waiting.refresh_from_db()
    assert waiting.tries == 0
    assert waiting.due_at <= timezone.now()
    hook.refresh_from_db()
    assert (hook.active, hook.gave_up_at, hook.failing_since) == (True, None, None)
    assert hook.secret.startswith("whsec_")


def test_what_was_due_while_it_was_switched_off_by_hand_is_told_then(admin_client, hook):
    Webhook.objects.update(active=False)
    hook.deliveries.create(due_at=timezone.now() - timedelta(days=1))
    sent = {"name": "App", "address": hook.address, "changed": "on", "active": "on"}
    admin_client.post(page("change", hook.pk), sent)
    assert DBTaskResult.objects.count() == 1


def test_who_may_not_care_for_webhooks_is_not_told_of_them_on_the_start_page(client, hook):
    Webhook.objects.update(active=False, gave_up_at=timezone.now())
    signed_in(client, EDITORS)
    assert "App" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_how_much_was_sent_costs_no_more_queries(
    admin_client, hook, many, django_assert_max_num_queries
):
    for number in range(many):
        Webhook.objects.create(name=f"App {number}", address="https://app.example/x")
        Attempt.objects.create(
            hook=hook,
            message="0" * 32,
            event="test",
            number=1,
            at=timezone.now(),
            status=200,
            milliseconds=1,
        )
    admin_client.get(page("changelist"))
    with django_assert_max_num_queries(12):
        admin_client.get(page("changelist"))
    with django_assert_max_num_queries(12):
        admin_client.get(page("change", hook.pk))
