"""The icon of the site, and uploaded images."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from media.renditions import stand_in
from pages.house.logo import icon

_MINUTE, _DAY = 60, 86_400  # seconds


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The way to the icon, for who asks at the address that browsers guess."""
    return HttpResponseRedirect(icon().url)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Uploaded images; a picture whose AVIF is still being written is served as WebP meanwhile.

    A web server in front sends what is there itself, and asks here for the rest (deploy/nginx.conf).
    """
    kept = _DAY
    try:
        try:
            response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
        except Http404:
            if (meanwhile := stand_in(path)) == path:
                raise
            response = serve(request, meanwhile, document_root=str(settings.MEDIA_ROOT))
            kept = _MINUTE
    except OSError as error:  # a name longer than file systems allow
        raise Http404 from error
    response.headers["Cache-Control"] = f"public, max-age={kept}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
