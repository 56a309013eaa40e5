"""pretix's own settings, less the built frontend that its API does not need."""
# ruff: noqa: F403, F405, INP001 - a settings module of pretix's environment

from pretix.settings import *

COMPRESS_ENABLED = COMPRESS_OFFLINE = False
COMPRESS_PRECOMPILERS = ()
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
ALLOWED_HOSTS = ["*"]
