"""The mail server: there, speaking SMTP and TLS, taking our name and password. Nothing is sent."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from django.core.mail import mailers
from django.core.mail.backends.smtp import EmailBackend

from outbound.mail import DIRECT
from running.doctor.finding import Finding, ok, warn, wrong

_SECONDS = 5


def greeted() -> Iterator[Finding]:
    """Connect and say EHLO, with TLS and sign-in where EMAIL_URL asks for them."""
    if DIRECT not in mailers:
        said = "is written to the console or a file, not sent."
        yield warn("mail", said, "Set EMAIL_URL to a mail server (docs/settings.md).")
        return
    mailer = cast("EmailBackend", mailers[DIRECT])
    mailer.timeout = _SECONDS
    where = f"{mailer.host}:{mailer.port}"
    try:
        mailer.open()
        code, _said = mailer.connection.ehlo() if mailer.connection else (0, b"")
    except smtplib.SMTPAuthenticationError as error:
        said = f"{where} refuses our name and password ({error.smtp_code})."
        yield wrong(
            "mail", said, "Mend them in EMAIL_URL; write @ : / in a password as %40 %3A %2F."
        )
    except ssl.SSLError as error:
        said = f"{where} does not speak TLS as EMAIL_URL asks for it ({error.reason or error})."
        yield wrong("mail", said, "smtp+tls:// for port 587, smtp+ssl:// for port 465.")
    except (OSError, smtplib.SMTPException) as error:
        said = f"{where} does not answer: {' '.join(str(error).split())}"
        yield wrong("mail", said, "Mend EMAIL_URL, or let the firewall pass it.")
    else:
        yield ok("mail", f"{where} greets us ({code}); nothing was sent")
    finally:
        with suppress(OSError):
            mailer.close()
