"""Where something is in use, and where it is deleted: the admin's own address, with a look before."""

from django.contrib import admin
from django.urls import URLPattern, path

from desk.deleting.views import delete, uses

# Everything that others can be tied to.
_LOOKED_AT = (
    *("blog/post", "interviews/interview", "pages/page", "blog/tag", "blog/series"),
    *("people/person", "people/organisation", "media/image"),
    *("events/event", "events/eventseries", "events/tickethost", "disclosures/notice"),
)


def urls() -> list[URLPattern]:
    """Two addresses for each kind: of its uses, and of its deletion under the name that the admin gives it."""
    view = admin.site.admin_view
    found = []
    for kind in _LOOKED_AT:
        app, model = kind.split("/")
        which, name = {"app": app, "model": model}, f"{app}_{model}"
        at = f"{kind}/<path:object_id>"
        found += [
            path(f"{at}/uses/", view(uses), which, name=f"{name}_uses"),
            path(f"{at}/delete/", view(delete), which, name=f"{name}_delete"),
        ]
    return found
