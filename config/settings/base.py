"""Production settings. What is unset is safe; `.env` and the environment loosen it.

Every variable read here has its heading in docs/settings.md.
"""

import ipaddress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config.media_place import address_of, origin_in, storage_named
from config.settings.unseen_tables import DELIVERY_UNSEEN_TABLES  # noqa: F401  # a setting
from config.site_address import host_named, origin_of

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random string (docs/settings.md).")

SITE_URL_TYPED = env.str("SITE_URL", default="http://127.0.0.1:8000")
SITE_URL = origin_of(SITE_URL_TYPED)
SITE_HOST = host_named(urlsplit(SITE_URL).hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


# A site on this machine only: plain http, demo log-ins, no second factor.
SITE_IS_LOCAL = _is_loopback(SITE_HOST)

_hosts = env.list("ALLOWED_HOSTS", default=[])
_LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [host_named(host) for host in _hosts] or (
    _LOCAL_HOSTS if SITE_IS_LOCAL else [SITE_HOST]
)

INSTALLED_APPS = [
    "config.apps.PodiumAdminConfig",
    "django.contrib.auth",
    "django.contrib.humanize",  # allauth's page of passkeys tells with it when each was used
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_prose_editor",
    "taggit",
    "reversion",
    "admin_ordering",
    "background",  # before the next one, whose worker it extends
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "delivery",
    "media",
    "prose",
    "outbound",
    "people",
    "disclosures",
    "events",
    "shops",
    "blog",
    "interviews",
    "guests",
    "pages",
    "moving",
    "desk",
    "running",
]

# The demo blog, where it can be wanted: on a machine of one's own.
if SITE_IS_LOCAL or DEBUG:
    INSTALLED_APPS += ["demo"]

MIDDLEWARE = [
    "running.request_ids.RequestIdMiddleware",
    "pages.house.middleware.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "pages.house.middleware.ReaderHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "prose.unseen.UnseenMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pages.house.middleware.StaffLocaleMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pages.house.middleware.OddNumbersMiddleware",
    "moving.arriving.leading.OldAddressesMiddleware",
    "pages.house.moved.MovedMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "delivery.context_processors.generation",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR}/var/podium.sqlite3")}
# To open a connection takes as long as all the queries of a page. Each thread keeps its own.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "delivery.sqlite3"
    # Writers queue at BEGIN instead of failing half-way; readers never wait (WAL).
    _options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
        ),
    }
else:
    _options = {
        # Who waits two seconds for a connection waits for a database that is away.
        "connect_timeout": 2,
    }
DATABASES["default"]["OPTIONS"] = _options | DATABASES["default"].get("OPTIONS", {})

CACHES = {
    # Attempts to sign in are counted here, for all processes together: in the database, if nowhere else.
    "default": env.cache("CACHE_URL", default="dbcache://delivery_counter"),
    # Parts of pages, for `{% cache %}` (delivery.context_processors), in each process's own memory.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # Pictures that are drawn on demand, likewise (guests.badge).
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    # So many that nobody has a counter forgotten by asking from many addresses.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["default"]["OPTIONS"] = {"socket_timeout": 1, "socket_connect_timeout": 1}
# Whole pages for readers, in front of Django (delivery.page_cache); off where templates are edited.
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", default=64)  # in each server process
# Who knows when the clock alone changes a page next, and tables whose changes begin no generation: a
# test asks a choice of reader pages for them.
DELIVERY_NEXT_MOMENT = "pages.clock.next_moment"

_mail = env.email("EMAIL_URL", default="consolemail://" if SITE_IS_LOCAL else "smtp://localhost:25")
_MAIL_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
}
_direct: dict[str, Any] = {"BACKEND": _mail["EMAIL_BACKEND"]}
MAILERS = {"default": _direct}
if _direct["BACKEND"].endswith("smtp.EmailBackend"):
    _sent_by = {_MAIL_OPTIONS[k]: v for k, v in _mail.items() if v and k in _MAIL_OPTIONS}
    _direct["BACKEND"] = "outbound.mail.Direct"
    _direct["OPTIONS"] = {"timeout": 20} | _sent_by
    # Nobody waits for the mail server, nor fails with it: a task sends what is written.
    MAILERS = {"default": {"BACKEND": "outbound.mail.Queue"}, "direct": _direct}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"podium@{SITE_HOST}")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="de")
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# Files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Static files that are sent together with those that they name (delivery/joining/).
JOINED_FILES = (
    "admin_theme/newsroom.js",
    "admin_theme/theme.css",
    "desk/composing/beneath.css",
    "desk/composing/compose.css",
    "desk/composing/page.js",
    "desk/composing/scripts.js",
    "desk/saving/form.js",
    "desk/upload.js",
    "prose/extensions.js",
    "prose/new-image.js",
    "site/site.css",
)
# Where readers get pictures: from this site, or from a host of their own that asks this one.
MEDIA_URL_TYPED = env.str("MEDIA_URL", default="")
MEDIA_URL = address_of(MEDIA_URL_TYPED)
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
MEDIA_STORAGE = env.str("MEDIA_STORAGE", default="")  # such as s3://bucket/folder
STORAGES: dict[str, dict[str, Any]] = {
    "default": storage_named(MEDIA_STORAGE),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # an interview of 60 exchanges has some 600 fields


# Security ------------------------------------------------------------------------------------
SECURE_CSP: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, *origin_in(MEDIA_URL)],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# The admin's editor needs an import map (nonce), inline style attributes and data: icons.
ADMIN_CSP: dict[str, Any] = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "style-src-attr": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:", *origin_in(MEDIA_URL)],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Some addresses open what they lead to: no request from a page says which page it was.
SECURE_REFERRER_POLICY = "strict-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = not SITE_IS_LOCAL
SECURE_HSTS_SECONDS = 0 if SITE_IS_LOCAL else 31_536_000
# They bind other sites of the same domain, and preloading cannot be taken back: only when asked for.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # which want both
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not SITE_IS_LOCAL
SESSION_COOKIE_NAME = "sessionid" if SITE_IS_LOCAL else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if SITE_IS_LOCAL else "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "desk.saving.refused.old_token"
SESSION_COOKIE_AGE = 12 * 60 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 11},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Passwords that were set before Argon2id are hashed anew at the next log-in.
PASSWORD_HASHERS = [
    "config.log_in.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = ["config.log_in.NameOrAddressBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "config.accounts.ClosedAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"reset_password": "blog.password_links.ForgottenPasswordForm"}
# Who is behind how many proxies of ours: limits count each visitor, not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0 if SITE_IS_LOCAL else 1)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_IS_LOCAL

LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
if LOG_FORMAT not in {"plain", "json"}:
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}; it may be plain or json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "running.log_lines.PlainLines"},
        "json": {"()": "running.log_lines.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Tells at every start where it found its keys.
    "loggers": {"botocore": {"level": "WARNING"}},
}
METRICS_PORT = env.int("METRICS_PORT", default=0)  # of `manage.py metrics`; 0 is off

SITE_NAME = env.str("SITE_NAME", default="Podium")
CHECK_SOURCES = env.bool("CHECK_SOURCES", default=False)  # asks the addresses of sources
# Servers of Mastodon whose posts a reader's click may load in place; posts elsewhere are links.
_MASTODON = "mastodon.social mastodon.online chaos.social det.social norden.social social.bund.de"
EMBED_HOSTS = env.list("EMBED_HOSTS", default=_MASTODON.split())
READING_COUNTS = env.bool("READING_COUNTS", default=True)  # how often pieces are read, by day
# Anchors of what was published (blog.anchoring): where they are kept, signed with which key, sent to whom.
ANCHOR_FOLDER = Path(env.str("ANCHOR_FOLDER", default=str(BASE_DIR / "var" / "anchors")))
ANCHOR_KEY = Path(env.str("ANCHOR_KEY", default=str(BASE_DIR / "var" / "anchor_key.pem")))
ANCHOR_MAIL = env.list("ANCHOR_MAIL", default=[])
ANCHOR_TSA = env.str("ANCHOR_TSA", default="")  # a time stamp authority (RFC 3161)
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default=f"mailto:security@{SITE_HOST}")
