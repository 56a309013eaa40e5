"""What `check --deploy` says of this installation beyond what Django knows."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning as Doubt

from config import media_place
from config.site_address import doubts_about
from delivery.sqlite import OTHERS


def private_files(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a database or settings that other users of the machine can read."""
    return [
        Doubt(
            f"{file} can be read by others than its owner.",
            hint=f"chmod 600 {file}",
            id="podium.W001",
        )
        for file in (Path(settings.BASE_DIR, ".env"), Path(settings.DATABASES["default"]["NAME"]))
        if file.is_file() and file.stat().st_mode & OTHERS
    ]


def public_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name what is wrong with SITE_URL: pages would answer 400, or links lead nowhere."""
    typed = settings.SITE_URL_TYPED
    return [
        Doubt(f"SITE_URL is {typed!r}. {doubt}", hint="docs/settings.md", id="podium.W002")
        for doubt in doubts_about(typed, settings.ALLOWED_HOSTS)
    ]


def pictures(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name what keeps readers from getting pictures, before a site begins without any."""
    found: list[CheckMessage] = []
    if missing := media_place.missing_packages(settings.MEDIA_STORAGE):
        said = f"MEDIA_STORAGE is {settings.MEDIA_STORAGE!r}, and {' and '.join(missing)} is not installed."
        hint = "Put EXTRAS=s3 into .env, then run make production (docs/settings.md)."
        found.append(Error(said, hint=hint, id="podium.E001"))
    typed = settings.MEDIA_URL_TYPED
    found.extend(
        Error(f"MEDIA_URL is {typed!r}. {doubt}", hint="docs/settings.md", id="podium.E002")
        for doubt in media_place.doubts_about(typed)
    )
    return found
