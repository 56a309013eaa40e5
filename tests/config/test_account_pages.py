"""Every page at which people see to their own account answers, whatever they have set up."""

from itertools import product

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from tests.making import make_editor
from tests.security.admin_addresses import account_addresses

pytestmark = pytest.mark.django_db


def proved(user: User) -> Client:
    """A browser in which somebody has just typed the password once more."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    record_authentication(request, user, method="password", reauthenticated=True)
    request.session.save()
    return client


@pytest.fixture
def rita() -> User:
    """An account with an app and codes for recovery; `tests/browser` sees one with a passkey."""
    user = make_editor("rita")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("who", ["nobody", "bare", "rita"])
def test_none_of_them_fails(who, language, rita, settings):
    settings.LANGUAGE_CODE = language
    bare = make_editor("bare")
    client = {"nobody": Client(raise_request_exception=False), "bare": proved(bare)}.get(who)
    client = client or proved(rita)
    known = {"pk": Authenticator.objects.first().pk, "uidb36": "1", "key": "a-b"}
    paths = [one.filled(known.__getitem__) for one in account_addresses()]
    asked = product(("get", "post"), [path for path in paths if "logout" not in path])
    answers = {(how, path): getattr(client, how)(path).status_code for how, path in asked}
    assert len(answers) > 50
    assert {at: status for at, status in answers.items() if status >= 500} == {}
