"""Settings, and what is made of the source before the site starts."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks

from running.doctor.finding import Finding, ok, warn, wrong

# Nothing answers under such an address, and such a key or DEBUG lets everybody in.
_GRAVE = {"podium.W002", "security.W009", "security.W018"}
_BY_OTHERS = {"podium.W001"}  # running.doctor.machine says it of more files
_DESCRIBED = "docs/settings.md"


def django_checks() -> Iterator[Finding]:
    """Say what Django's own checks and ours say; those of deployment on a public site."""
    said = checks.run_checks(include_deployment_checks=not settings.SITE_IS_LOCAL)
    heard = [one for one in said if not one.is_silenced() and one.id not in _BY_OTHERS]
    heard = [one for one in heard if one.level >= checks.WARNING]
    for one in heard:
        tell = wrong if one.level >= checks.ERROR or one.id in _GRAVE else warn
        words = " ".join(f"{one.id}: {one.msg}".split())
        yield tell("settings", words, " ".join((one.hint or _DESCRIBED).split()))
    if not heard:
        yield ok("settings", f"in order for {settings.SITE_URL}")
    if settings.SITE_IS_LOCAL:
        yield warn(
            "settings",
            f"SITE_URL is {settings.SITE_URL}: a site on this machine, without TLS and second factors.",
            f"For a public site set SITE_URL to its address ({_DESCRIBED}).",
        )


def collected() -> Iterator[Finding]:
    """Tell whether static files were collected after the last change of the source."""
    command = "manage.py collectstatic --noinput"
    if settings.DEBUG:
        yield warn(
            "static", "DEBUG is on: whoever meets an error reads our source.", "Unset DEBUG."
        )
        return
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.is_file():
        yield wrong("static", f"{manifest} is missing: no page can be shown.", command)
        return
    made = manifest.stat().st_mtime
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    newer = [
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and file.stat().st_mtime > made
    ]
    if newer:
        yield warn("static", f"{newer[0].name} is newer than what was collected.", command)
    else:
        yield ok("static", "collected")


def translated() -> Iterator[Finding]:
    """Tell whether the German texts were compiled."""
    command = "python -m bin.compile_messages"
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).rglob("*.po")):
            made = source.with_suffix(".mo")
            if not made.is_file():
                yield wrong("texts", f"{made.name} is missing: pages are in English.", command)
                return
            if made.stat().st_mtime < source.stat().st_mtime:
                yield warn("texts", f"{made.name} is older than {source.name}.", command)
                return
    yield ok("texts", "translations are compiled")
