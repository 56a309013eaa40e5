"""The page cache as this installation has it: how much memory, shared with whom."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from delivery.lanes import Lanes
from delivery.page_cache import Application, PageCache, name_of
from delivery.shared_pages import SharedPages
from pages.house.errors import busy, unavailable

NEWSROOM = ("/admin/", "/konto/")  # what is slow for those who work there alone
_MEGABYTE = 1 << 20
# What decides how a page looks, apart from the database.
_LOOKS = (".py", ".html", ".mo", ".xml", ".txt")
_ELSEWHERE = ("var", "tests", "docs", "node_modules")


def in_front_of(application: Application) -> Application:
    """Put the page cache in front of Django, if the settings want one."""
    if not settings.PAGE_CACHE:
        return application
    together = settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
    shared = SharedPages(cache, release(), name_of) if together else None
    most = settings.PAGE_CACHE_MB * _MEGABYTE
    return PageCache(
        application,
        most=most,
        shared=shared,
        unavailable=unavailable,
        lanes=Lanes(NEWSROOM, busy),
    )


def release() -> str:
    """Return a name for the code and its settings: pages of another one are not shown."""
    digest = sha256()
    for room in sorted(Path(settings.BASE_DIR).iterdir()):
        if room.is_dir() and not room.name.startswith(".") and room.name not in _ELSEWHERE:
            for path in sorted(room.rglob("*")):
                if path.suffix in _LOOKS:
                    digest.update(path.read_bytes())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists():
        digest.update(manifest.read_bytes())
    digest.update(repr((settings.SITE_URL, settings.DATABASES["default"]["NAME"])).encode())
    return digest.hexdigest()[:16]
