"""Every address of the site, and in front of them a view that always says the same."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls
from tests.bench.constant import body

handler404, handler500 = urls.handler404, urls.handler500
BODY = body()


def constant(request: HttpRequest) -> HttpResponse:
    """Answer as many bytes as a kept article has, through the usual middleware."""
    return HttpResponse(BODY)


urlpatterns = [path("constant/", constant), *urls.urlpatterns]
