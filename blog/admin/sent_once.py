"""A form that arrives twice (a double click, a reload, a second tab) is acted upon once."""

import re
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models.sent_form import SentForm
from disclosures.canonical import canonical_json, sha256

KEPT_FOR = timedelta(days=1)
_TOKEN, _VERSION = "csrfmiddlewaretoken", "loaded_at"  # names of fields
# What nobody typed: the token, and the moment at which each tab was opened.
_OF_THE_FORM = re.compile(rf"^{_TOKEN}$|^initial-|__prefix__")


class SentOnceMixin(ModelAdmin):
    """Leads whoever sends a form again to where the first time led."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Act upon a form unless the same one has come already; forms with mistakes do not count."""
        digest = _digest(request)
        act = super().changeform_view
        if not digest:
            return act(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                # Of two at once the second waits here until the first is done.
                SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()
                sent = SentForm.objects.create(digest=digest)
                response = act(request, object_id, form_url, extra_context)
                if isinstance(response, HttpResponseRedirectBase):
                    SentForm.objects.filter(pk=sent.pk).update(led_to=response.url)
                else:
                    sent.delete()
        except IntegrityError:
            before = SentForm.objects.filter(digest=digest).first()
            if before is None:
                raise
            messages.info(request, _("This form arrived twice; it counted once."))
            return redirect(before.led_to)
        return response


def _digest(request: HttpRequest) -> str:
    """Return what tells a form from all others, or "": its words, and what they were based on.

    A form for something new is told apart by its CSRF token, which is another each time a form is
    shown; one that changes something by the version it was loaded with.
    """
    based_on = request.POST.get(_VERSION) or request.POST.get(_TOKEN)
    if request.method != "POST" or not based_on:
        return ""
    typed = {name: said for name, said in request.POST.lists() if not _OF_THE_FORM.search(name)}
    fields = typed | {_VERSION: based_on}
    return sha256(canonical_json({"path": request.path, "fields": fields}))
