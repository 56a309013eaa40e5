"""What machines that watch the site ask: is it there, may visitors come, is anybody at work."""

import logging
from functools import cache

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache as shared
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from background.queue import queue

_PLAIN = "text/plain; charset=utf-8"
_SALT, _A_MINUTE = "podium.doctor", 60
_log = logging.getLogger(__name__)


class MigrationsMissing(Exception):
    """The tables are not yet those of this release."""


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the server answers; it asks nothing else."""
    return HttpResponse("ok", content_type=_PLAIN)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Tell a balancer whether visitors may be sent here: 200, or 503 with the one word that says why not."""
    for word, there in (("database", _database), ("migrations", _migrated), ("cache", _cache)):
        try:
            there()
        except Exception as error:  # noqa: BLE001  # who asks learns the word alone, the log the rest
            _log.warning("Not ready, %s: %s", word, error)
            return HttpResponse(word, content_type=_PLAIN, status=503)
    return HttpResponse("ready", content_type=_PLAIN)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def _migrated() -> bool:
    """Return True if nothing of this release is missing; what a newer one has laid down does no harm.

    To look is work, and a balancer asks every other second: once true it stays so for this process. What is
    raised is not kept.
    """
    executor = MigrationExecutor(connection)
    if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsMissing(f"{len(missing)} migrations are not applied")
    return True


def _cache() -> None:
    shared.get("podium-ready")  # what it says does not matter


def pass_for_doctor() -> str:
    """Return what lets `manage.py doctor` ask whom the site takes it for, for a minute."""
    return signing.TimestampSigner(salt=_SALT).sign("seen")


@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """Say whom the site takes a visitor for; to who knows SECRET_KEY alone (`running.doctor.front`)."""
    try:
        signer = signing.TimestampSigner(salt=_SALT)
        signer.unsign(request.headers.get("X-Podium-Doctor", ""), max_age=_A_MINUTE)
    except signing.BadSignature as error:
        raise Http404 from error
    try:
        address = get_adapter().get_client_ip(request)
    except (ImproperlyConfigured, PermissionDenied):
        address = ""
    return JsonResponse({"address": address, "secure": request.is_secure()})


@require_safe
def at_work(request: HttpRequest) -> HttpResponse:
    """Say how long background tasks wait; 503 if that is too long, or the database does not say."""
    try:
        now = queue()
    except (DatabaseError, InterfaceError):
        return HttpResponse("The database does not answer.", content_type=_PLAIN, status=503)
    return HttpResponse(str(now), content_type=_PLAIN, status=503 if now.late else 200)
