"""Every other form of the newsroom – a question, a command, a choice – is acted upon once.

`guard` has the forms of models. All others are known by the token that Django puts into each form against
forgery: it is drawn anew for every page, so the same one twice is the same page twice – a double
click, a request sent again, a page to which somebody went back. The admin site lays this over every view.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.saving.fields import SITTING
from desk.saving.sitting import Sitting, forget_old, key_of
from disclosures.canonical import canonical_json, sha256
from pages.house.errors import CSRF_FIELD, unsaved

AGAIN = 409
PATIENCE, STEP = timedelta(minutes=1), 0.1  # for the first of two; between two looks, in seconds


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view act upon a form that leads on once; what it answers with a page may come again."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        sent = request.POST if request.method == "POST" and SITTING not in request.POST else {}
        if not sent.get(CSRF_FIELD) or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        form = _known(request, sent[CSRF_FIELD])
        if form.answer:
            return _again(request, form)
        try:
            response = view(request, *args, **kwargs)
        except BaseException:
            _forget(form)
            raise
        if isinstance(response, HttpResponseRedirectBase):
            form.acted_upon(_digest(request), "", {"led_to": response.url})
        else:
            _forget(form)
        return response

    return inner


def _known(request: HttpRequest, token: str) -> Sitting:
    """Return what is known of a form, with an answer if it came before; waits for one that is under way."""
    forget_old()
    account = cast("User", request.user)
    kind = ContentType.objects.get_for_model(Sitting)
    first = {"account": account, "kind": kind}
    key = key_of(f"{token}:{request.path}", account)
    form, new = Sitting.objects.get_or_create(key=key, defaults=first)
    while not new and not form.answer and timezone.now() < form.seen_at + PATIENCE:
        time.sleep(STEP)
        form, new = Sitting.objects.get_or_create(key=key, defaults=first)
    return form


def _forget(form: Sitting) -> None:
    with suppress(DatabaseError):  # of a database that is away it is forgotten by time
        form.delete()


def _again(request: HttpRequest, form: Sitting) -> HttpResponse:
    """Lead to where the first time led; of other words ask whether they shall count, too."""
    page = "" if form.heard == _digest(request) else unsaved(request, AGAIN)
    if page:
        return HttpResponse(page, status=AGAIN)
    messages.info(request, _("This form arrived twice; it counted once."))
    return redirect(form.answer["led_to"])


def _digest(request: HttpRequest) -> str:
    typed = {name: said for name, said in request.POST.lists() if name != CSRF_FIELD}
    sent = (one for _name, several in request.FILES.lists() for one in several)
    files = [[one.name, one.size] for one in sent]
    return sha256(canonical_json({"fields": typed, "files": files}))
