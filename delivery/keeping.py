"""Which pages may be kept for everybody, and what of an address they depend on: said at the view."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

type View = Callable[..., HttpResponseBase]


def kept[V: View](*parameters: str) -> Callable[[V], V]:
    """Decorate a view whose pages are the same for everybody, but for these parameters.

    The view never sees any other parameter (utm_…, fbclid), with the page cache or without, so none
    can get into a page or make another of it. How long a page holds, its headers say
    (`delivery.cache_headers`).
    """
    known = frozenset(parameters)

    def decorate(view: V) -> V:
        @wraps(view, updated=())
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.GET.keys() - known:
                request.GET = _only(request.GET, known)  # type: ignore[assignment]
                request.META["QUERY_STRING"] = request.GET.urlencode()
            return view(request, *args, **kwargs)

        keeping.kept_parameters = known  # type: ignore[attr-defined]
        return keeping  # type: ignore[return-value]

    return decorate


def _only(asked: QueryDict, known: frozenset[str]) -> QueryDict:
    pairs = [(name, value) for name in asked if name in known for value in asked.getlist(name)]
    return QueryDict(urlencode(pairs))


@lru_cache(maxsize=4096)
def kept_parameters(path: str) -> frozenset[str] | None:
    """Return the parameters that the page at a path depends on; None if it is not to be kept."""
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    return getattr(view, "kept_parameters", None)
