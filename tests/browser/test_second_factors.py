"""An account is secured by an app, recovery codes and a passkey, and its sessions ended, in Chromium."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from tests.making import make_editor

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)


@pytest.fixture
def editor(page: Page, live_server) -> Page:
    """The page of somebody who has signed in by password."""
    make_editor("rita")
    sign_in(page, live_server.url)
    page.wait_for_url("**/admin/**")
    return page


def sign_in(page: Page, url: str) -> None:
    """Fill in name and password."""
    page.goto(f"{url}/konto/login/")
    page.fill("input[name=login]", "rita")
    page.fill("input[name=password]", "secret-word-1")
    page.keyboard.press("Enter")


def code_of(secret: str) -> str:
    """What an app shows at this moment."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_with_an_app_signing_in_asks_for_its_code_or_one_for_recovery(editor, live_server, console):
    url = live_server.url
    editor.goto(f"{url}/konto/2fa/")
    editor.click("a[href$='/totp/activate/']")
    prove(editor)
    secret = editor.locator("code").inner_text()
    editor.fill("input[name=code]", code_of(secret))
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/recovery-codes/**")
    codes = re.findall(r"\b\d{8}\b", editor.input_value("#recovery_codes"))
    assert len(codes) == 10
    sign_out(editor)
    sign_in(editor, url)
    editor.wait_for_url("**/2fa/authenticate/")
    editor.fill("input[name=code]", codes[0])
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/admin/**")
    assert console == []


def test_a_passkey_is_added_signs_in_and_is_taken_away(editor, live_server, console):
    url = live_server.url
    with_a_key(editor)
    editor.goto(f"{url}/konto/2fa/")
    editor.click("a[href$='/webauthn/add/']")
    prove(editor)
    editor.fill("input[name=name]", "Laptop")
    editor.click("#mfa_webauthn_add")
    editor.wait_for_url("**/recovery-codes/**")
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == [
        "recovery_codes",
        "webauthn",
    ]
    sign_out(editor)
    sign_in(editor, url)
    editor.wait_for_url("**/2fa/authenticate/")
    editor.click("#mfa_webauthn_authenticate")
    editor.wait_for_url("**/admin/**")
    editor.goto(f"{url}/konto/2fa/")
    editor.click("a[href$='/2fa/webauthn/']")
    expect(editor.locator("main")).to_contain_text("Laptop")
    editor.click("a[href$='/remove/']")
    prove(editor)
    editor.click("main button[type=submit]")
    editor.wait_for_url("**/2fa/**")
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert console == []


def test_a_session_elsewhere_is_seen_and_ended(editor, live_server, browser):
    elsewhere = browser.new_context(locale="de-DE").new_page()
    sign_in(elsewhere, live_server.url)
    elsewhere.wait_for_url("**/admin/**")
    editor.goto(f"{live_server.url}/konto/sessions/")
    expect(editor.locator("tbody tr")).to_have_count(2)
    editor.click("main button")
    expect(editor.locator("tbody tr")).to_have_count(1)
    elsewhere.goto(f"{live_server.url}/admin/")
    assert "/login/" in elsewhere.url
    editor.goto(f"{live_server.url}/admin/")
    assert "/login/" not in editor.url
    elsewhere.context.close()


def prove(page: Page) -> None:
    """Type the password once more: second factors are not changed without it."""
    page.wait_for_url("**/reauthenticate/**")
    page.fill("input[name=password]", "secret-word-1")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/reauthenticate/" not in address)


def sign_out(page: Page) -> None:
    """Forget the session, as another device would not know it."""
    page.context.clear_cookies()


def with_a_key(page: Page) -> None:
    """Plug a virtual key with a fingerprint into the browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    looks = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    looks |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": looks})
