"""pretalx's own settings, less the Redis and the built frontend that its API does not need."""
# ruff: noqa: F403, F405, INP001 - a settings module of pretalx's environment

from pretalx.settings import *

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
