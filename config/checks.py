"""What `check --deploy` says of this installation beyond what Django knows."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning as Doubt

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
