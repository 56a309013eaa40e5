"""Forms that are refused for a token or a session that is over: what was typed comes back, to be sent again."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from desk.saving.fields import HEADER
from pages.house.errors import unsaved


def old_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token counts no more, for its sender has signed in anew (CSRF_FAILURE_VIEW)."""
    if HEADER in request.headers:
        return JsonResponse({"reason": "token"}, status=403)
    if page := unsaved(request, 403):
        return HttpResponse(page, status=403)
    words = {
        "title": _("This form came without its token"),
        "words": _("Go back, load the page anew and send it once more."),
    }
    return render(request, "desk/saving/refused.html", words, status=403)


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to a form whose sender is not signed in any more; None where nothing would be lost."""
    if HEADER in request.headers:
        return JsonResponse({"reason": "session"}, status=401)
    page = unsaved(request, 401)
    return HttpResponse(page, status=401) if page else None
