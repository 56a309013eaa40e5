"""WebSub (W3C): feeds name the hub that tells subscribers of news, while the site has one."""

from django.http import HttpResponse

from pages.house.site import current


def hub() -> str:
    """Return the address of the hub, or "" while WebSub is off."""
    site = current()
    return site.websub_hub if site.websub else ""


def linked(response: HttpResponse, own: str) -> HttpResponse:
    """Name hub and the feed's own address in the header, where subscribers look first."""
    if address := hub():
        response.headers["Link"] = f'<{address}>; rel="hub", <{own}>; rel="self"'
    return response
