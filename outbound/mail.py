"""Mail by tasks: whoever writes one never waits for the mail server, nor fails with it.

A mail is sent at most once. A server that cannot be reached, or asks for patience, is tried again after a
while; one that breaks off in the midst may have taken the mail, so that it is not sent again: the
letter stays, with what happened.
"""

import email.message
import email.policy
import logging
import smtplib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from email.parser import BytesParser
from socket import SHUT_RDWR
from threading import Timer
from typing import Any

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from outbound.models import Letter

DIRECT = "direct"  # the mailer that talks to the server
PATIENCE = 120.0  # seconds for a whole conversation; a server may answer by drops
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
UNKNOWN = "It may have been sent: the connection, or the worker, was lost in the midst."
_log = logging.getLogger(__name__)


class Queue(BaseEmailBackend):
    """Keeps mails for the worker, in the transaction of whoever writes them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return how many will be sent."""
        with transaction.atomic():
            for message in email_messages:
                letter = Letter.objects.create(
                    sender=message.from_email,
                    recipients=message.recipients(),
                    message=message.message().as_bytes(),
                )
                deliver.enqueue(letter.pk)
        return len(email_messages)


class _Timed(smtplib.SMTP):
    """A conversation that is over after `PATIENCE`, however slowly the server talks."""

    def connect(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self._end = Timer(PATIENCE, self._hang_up)
        self._end.daemon = True
        self._end.start()
        try:
            return super().connect(*args, **kwargs)
        except OSError:
            self._end.cancel()
            raise

    def _hang_up(self) -> None:
        with suppress(OSError):  # it is closed by now
            if self.sock:
                self.sock.shutdown(SHUT_RDWR)

    def close(self) -> None:
        self._end.cancel()
        super().close()


class _TimedTLS(_Timed, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class Direct(smtp.EmailBackend):
    """Talks to the mail server, for `PATIENCE` at most."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return how it is talked to."""
        return _TimedTLS if self.use_ssl else _Timed


class Written(EmailMessage):
    """A mail that is written already."""

    def __init__(self, letter: Letter) -> None:
        """Take it as it was kept."""
        super().__init__(from_email=letter.sender, to=letter.recipients)
        self._written = bytes(letter.message)

    def message(self, *, policy: Any = email.policy.default) -> email.message.EmailMessage:
        """Return it as it was written."""
        parser = BytesParser(email.message.EmailMessage, policy=policy)
        return parser.parsebytes(self._written)


@task()
def deliver(pk: int) -> None:
    """Send a letter unless somebody began to, whatever became of it."""
    letter = Letter.objects.filter(pk=pk).first()
    if letter is None or letter.trouble:
        return
    mine = Letter.objects.filter(pk=pk, begun_at=None)
    if not mine.update(begun_at=timezone.now(), tries=F("tries") + 1):
        _give_up(letter, UNKNOWN)
        return
    mailer = mailers[DIRECT]
    try:
        mailer.open()
    except OSError as error:
        _later(letter, error)
        return
    try:
        mailer.send_messages([Written(letter)])
    except OSError as error:
        _failed(letter, error)
    else:
        letter.delete()
    finally:
        _close(mailer)


def _failed(letter: Letter, error: OSError) -> None:
    """Try again what was surely not taken and may be taken later; keep the rest with what is known."""
    codes = list(_codes(error))
    if codes and all(400 <= code < 500 for code in codes):
        _later(letter, error)
    else:
        _give_up(letter, f"Refused: {error}" if codes else UNKNOWN)


def _codes(error: OSError) -> Iterable[int]:
    """Return what the server answered; nothing where it did not."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _said in error.recipients.values()]
    return [int(error.smtp_code)] if isinstance(error, smtplib.SMTPResponseException) else []


def _later(letter: Letter, error: OSError) -> None:
    """Let it be tried again after a pause, or give up after the last one."""
    letter.refresh_from_db(fields=["tries"])
    if letter.tries > len(PAUSES):
        _give_up(letter, f"Not sent: {error}")
        return
    _log.warning("Mail %s could not be sent yet: %s", letter.pk, error)
    pause = PAUSES[letter.tries - 1]
    with transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(begun_at=None)
        if deliver.get_backend().supports_defer:
            deliver.using(run_after=timezone.now() + pause).enqueue(letter.pk)


def _give_up(letter: Letter, trouble: str) -> None:
    """Keep to whom it was to go and what happened, not what it said: it may hold a link to log in."""
    _log.error("Mail %s was given up. %s", letter.pk, trouble)
    Letter.objects.filter(pk=letter.pk).update(trouble=trouble, message=b"")


def _close(mailer: BaseEmailBackend) -> None:
    try:
        mailer.close()
    except OSError:  # it has taken the mail, or not, by now
        _log.info("The mail server did not say goodbye")
