"""Read a site as its readers do, with the code in whose folder this runs, whichever release that is.

Prints JSON: what each address answers that the site itself tells of, and how many editions it has.
"""

import json
import os
import sys

import django

OF_EVERY_SITE = (
    *("/", "/blog/", "/interviews/", "/personen/", "/events/", "/transparenz/", "/korrekturen/"),
    *("/suche/?q=saal", "/feeds/rss.xml", "/feeds/atom.xml", "/sitemap.xml"),
)


def main() -> None:
    """Ask for the pages of every list, every piece, every person and every event."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    os.environ["PAGE_CACHE"] = "off"
    django.setup()
    from django.test import Client  # noqa: PLC0415 - only now

    from blog.editions.edition import Edition  # noqa: PLC0415
    from events.models import Event  # noqa: PLC0415
    from people.models import Person  # noqa: PLC0415

    rows = [*Edition.objects.all(), *Person.objects.all(), *Event.objects.all()]
    addresses = [*OF_EVERY_SITE, *dict.fromkeys(row.get_absolute_url() for row in rows)]
    reader = Client(SERVER_NAME="127.0.0.1", SERVER_PORT="8000")
    answers = {one: reader.get(one).status_code for one in addresses}
    json.dump({"editions": Edition.objects.count(), "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
