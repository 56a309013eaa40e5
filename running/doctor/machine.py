"""The machine: room on its disks, and who may read and write what."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from delivery.sqlite import OTHERS
from media.storage import on_disk
from running.doctor.finding import Finding, ok, warn, wrong

_MEGABYTE = 1 << 20
_EVERYBODY = (
    stat.S_IWOTH | stat.S_ISVTX
)  # the second lets everybody touch their own alone, as in /tmp
_FULL, _NEARLY = 0.02, 0.1  # share of a disk, or of its names, that is left
_FULL_MB, _NEARLY_MB = 300, 1500


def database_file() -> Path | None:
    """Return the file of an SQLite database."""
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    return None if "memory" in name else Path(name)


def disk_space() -> Iterator[Finding]:
    """Tell how much room is left where something is written, each disk once."""
    file = database_file()
    folders = [Path(settings.ANCHOR_FOLDER), Path(tempfile.gettempdir())]
    folders += [Path(settings.MEDIA_ROOT)] if on_disk() else []
    folders += [file.parent] if file else []
    seen: set[int] = set()
    for folder in map(_existing, folders):
        disk = folder.stat().st_dev
        if disk not in seen:
            seen.add(disk)
            yield room_in(folder)


def room_in(folder: Path) -> Finding:
    """Return what there is to say of the disk of a folder."""
    room, names = shutil.disk_usage(folder), os.statvfs(folder)
    free = room.free // _MEGABYTE
    left = room.free / room.total if room.total else 0.0
    named = names.f_favail / names.f_files if names.f_files else 1.0
    said = f"{free} MB ({left:.0%}) left for {folder}"
    said += "" if named > _NEARLY else f", and room for {names.f_favail} files"
    mend = "Make room, then run manage.py rebuild_renditions."
    if free < _FULL_MB or named < _FULL:
        return wrong("disk", f"{said}.", mend)
    if (left < _NEARLY and free < 4 * _NEARLY_MB) or free < _NEARLY_MB or named < _NEARLY:
        return warn("disk", f"{said}.", "Make room before it is full.")
    return ok("disk", said)


def permissions() -> Iterator[Finding]:
    """Tell what others of this machine can read that they must not, and what we cannot write."""
    found = [*_open_to_others(), *_not_writable()]
    yield from found or [ok("permissions", "secrets are the owner's, folders can be written to")]


def _open_to_others() -> Iterator[Finding]:
    secret = [Path(settings.BASE_DIR, ".env"), Path(settings.ANCHOR_KEY), database_file()]
    for file in secret:
        try:
            if file and file.is_file() and file.stat().st_mode & OTHERS:
                said = f"{file} can be read by others than its owner."
                yield wrong("permissions", said, f"chmod 600 {file}")
        except PermissionError:  # not ours to see, and so not others'
            continue


def _not_writable() -> Iterator[Finding]:
    folders = {"MEDIA_ROOT": Path(settings.MEDIA_ROOT)} if on_disk() else {}
    if file := database_file():
        folders["the database's folder"] = file.parent
    for name, folder in folders.items():
        if trouble := _cannot_write(folder):
            mend = f"Give it to the user who runs Podium: chown -R podium {folder}"
            yield wrong("permissions", f"{name} cannot be written to: {trouble}.", mend)
        elif folder.stat().st_mode & _EVERYBODY == stat.S_IWOTH:
            said = f"{folder} can be written to by everybody on this machine."
            yield wrong("permissions", said, f"chmod o-w {folder}")


def _cannot_write(folder: Path) -> str:
    """Return why nothing can be written into a folder; "" if it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return str(error)
    return ""


def _existing(folder: Path) -> Path:
    return next(one for one in [folder, *folder.parents] if one.exists())
