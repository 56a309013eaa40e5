"""Settings of the suite: production, loosened only where tests need speed or a place to write."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The suite does not depend on a developer's environment or .env: what is set here wins.
os.environ |= {
    "ANCHOR_MAIL": "",
    "ANCHOR_TSA": "",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CACHE_URL": "locmemcache://",
    "DEBUG": "0",
    "DEFAULT_FROM_EMAIL": "podium@testserver",
    "EMBED_HOSTS": "social.example",
    "EMAIL_URL": "memorymail://",
    "LANGUAGE_CODE": "de",
    "LOG_FORMAT": "plain",
    "MEDIA_STORAGE": "",
    "MEDIA_URL": "/media/",
    "METRICS_PORT": "0",
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "SECURITY_CONTACT": "mailto:security@testserver",
    "SITE_NAME": "Podium",
    "SITE_URL": "http://testserver",
}

from config.settings.base import *

_folder = tempfile.mkdtemp(prefix="podium-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

SITE_IS_LOCAL = True
INSTALLED_APPS += ["demo"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, so that threads meet each other as processes would.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # the threads of a test end with it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="media-", dir=_folder))
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="static-", dir=_folder))
ANCHOR_FOLDER, ANCHOR_KEY = Path(_folder) / "anchors", Path(_folder) / "anchor_key.pem"
TASKS = {"default": {"BACKEND": "tests.tasks.AfterCommit"}}
