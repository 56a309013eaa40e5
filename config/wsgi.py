"""The WSGI application that granian serves: Django's, with the page cache in front of it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

django_application = get_wsgi_application()

# Only now are the apps loaded that the cache stands on.
from config.page_cache import in_front_of  # noqa: E402
from delivery.joining.sent import read_all  # noqa: E402

read_all()
application = in_front_of(django_application)

# What is loaded by now stays for good: no collection of garbage need look through it again.
gc.collect()
gc.freeze()
