"""Where an event is: a link to a map, never a map of somebody else within the page."""

from urllib.parse import urlencode

from events.models import Event

MAP = "https://www.openstreetmap.org"


def map_url(event: Event) -> str:
    """Return the address of a map of the venue: by coordinates, else by its address; empty if online."""
    if event.latitude is not None and event.longitude is not None:
        marker = urlencode({"mlat": event.latitude, "mlon": event.longitude})
        return f"{MAP}/?{marker}#map=17/{event.latitude}/{event.longitude}"
    if not (event.street or event.venue) or not event.city:
        return ""
    words = [
        event.street or event.venue,
        f"{event.postal_code} {event.city}".strip(),
        event.country,
    ]
    return f"{MAP}/search?{urlencode({'query': ', '.join(filter(None, words))})}"
