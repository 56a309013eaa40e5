"""Pictures in a bucket of S3 or a storage that speaks its language, for sites on several machines.

Needs the packages of the extra `s3` (docs/decisions/0048). Keys and the address of the server stand in the
variables that all programs for S3 read (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL, …).
"""

import os
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from media.storage import Entry, Files, prompt

_CHUNK = 1 << 20
_IN_MEMORY = 4 << 20  # bytes of a file; more waits on the disk
# Seconds for which a file that was seen is taken to be there, and one that was not to be missing.
_REMEMBERED, _ABSENT = 60.0, 1.0
# Seconds for which readers are answered without the bucket after it did not answer one of them.
_AWAY = 5.0
_PICTURES = 20_000  # of which the sizes are remembered; then all are forgotten


def _configuration() -> Config:
    elsewhere = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    return Config(
        connect_timeout=3,
        read_timeout=20,
        retries={"total_max_attempts": 3, "mode": "standard"},
        max_pool_connections=50,
        # Storages that are not Amazon's refuse the checksums that boto3 sends unasked since 2025.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path"} if elsewhere else {},
    )


# Of a reader (`promptly`), who gets a page without the bucket if need be.
_AT_ONCE = Config(
    connect_timeout=2, read_timeout=3, retries={"total_max_attempts": 1, "mode": "standard"}
)


class Bucket(Files, S3Storage):
    """django-storages' bucket, which fails as files do (OSError) and is asked as rarely as possible.

    Readers get pictures from this site, or from MEDIA_URL, never from the bucket: it may be private.
    """

    def __init__(self, **options: Any) -> None:
        """Take the name of the bucket and the folder in it (`location`)."""
        own: dict[str, Any] = {"file_overwrite": True, "client_config": _configuration()}
        super().__init__(**own | options)
        self._lock = threading.Lock()
        self._resource: Any = None
        self._prompt_client: Any = None
        self._away_until = 0.0  # monotonic; not 0 as long as no reader was answered since
        self._seen: dict[str, tuple[float, dict[str, int]]] = {}

    @property
    def connection(self) -> Any:
        """One for all threads: each would cost megabytes and a twentieth of a second."""
        with self._lock:
            if self._resource is None:
                session = self._create_session()
                self._resource = session.resource("s3", config=self.client_config)
        return self._resource

    def url(self, name: str, *args: Any, **options: Any) -> str:
        """Return the address that readers are told."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))

    def entries(self, beginning: str = "", *, parts: bool = False) -> Iterator[Entry]:
        """Ask for lists, a thousand names at a time; a bucket shows no parts."""
        start = f"{self.location}/".lstrip("/")
        with self._asking(beginning):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket_name, Prefix=start + beginning):
                for one in page.get("Contents", ()):
                    if not one["Key"].endswith("/"):  # what some tools lay down for a folder
                        name = one["Key"].removeprefix(start)
                        yield Entry(name, one["Size"], one["ETag"])

    def chunks(self, name: str) -> Iterator[bytes]:
        """Stream it from the bucket."""
        with self._asking(name):
            answer = self._client.get_object(Bucket=self.bucket_name, Key=self._key(name))
            yield from answer["Body"].iter_chunks(_CHUNK)

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Send it once it is whole here; it shows in the bucket once it is whole there."""
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
            spool.writelines(chunks)
            spool.seek(0)
            self._save(name, File(spool, name))

    def entry(self, name: str) -> Entry | None:
        """Ask for its head."""
        try:
            with self._asking(name):
                told = self._client.head_object(Bucket=self.bucket_name, Key=self._key(name))
        except FileNotFoundError:
            return None
        return Entry(name, told["ContentLength"], told["ETag"])

    def exists(self, name: str) -> bool:
        """Tell whether there is a file; of all files of a picture by one question."""
        return name in self._like(name, unless=name)

    def size(self, name: str) -> int:
        """Return how large a file is; names say what files hold, so what is known once is so for good."""
        _listed, sizes = self._seen.get(_picture_of(name), (0.0, {}))
        if name not in sizes:
            sizes = self._like(name, unless=name)
        if name not in sizes:
            raise FileNotFoundError(name)
        return sizes[name]

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        self._seen.pop(_picture_of(name), None)
        with self._asking(name):
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """Return folders and files in a folder."""
        with self._asking(name):
            folders, found = super().listdir(name)
        return folders, found

    def get_modified_time(self, name: str) -> Any:
        """Return when a file was written."""
        with self._asking(name):
            return super().get_modified_time(name)

    @property
    def _client(self) -> Any:
        if not prompt.get():
            return self.connection.meta.client
        with self._lock:
            if self._prompt_client is None:
                configuration = self.client_config.merge(_AT_ONCE)
                self._prompt_client = self._create_session().client("s3", config=configuration)
        return self._prompt_client

    @contextmanager
    def _asking(self, name: str) -> Iterator[None]:
        """Fail as files do; for readers at once, if the bucket did not answer one of them just now."""
        with _failing_as_files_do(name):
            if not prompt.get():
                yield
                return
            now = time.monotonic()
            if now < self._away_until:
                raise OSError(f"{name}: the bucket did not answer just now")
            if self._away_until:  # one asks again, the others go on without it
                self._away_until = now + _AWAY
            try:
                yield
            except (BotoCoreError, ClientError) as error:
                self._away_until = time.monotonic() + _AWAY if _is_away(error) else 0.0
                raise
            self._away_until = 0.0

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name))

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - whoever opens it closes it
        try:
            spool.writelines(self.chunks(name))
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        return File(spool, name)

    def _save(self, name: str, content: File[bytes]) -> str:
        with self._asking(name):
            super()._save(name, content)
        _listed, sizes = self._seen.get(_picture_of(name), (0.0, {}))
        sizes[name] = content.size
        return name

    def _like(self, name: str, unless: str) -> dict[str, int]:
        """Return the sizes of the files of a picture; anew where one is not known to be there."""
        picture = _picture_of(name)
        listed, sizes = self._seen.get(picture, (-_REMEMBERED, {}))
        age = time.monotonic() - listed
        if age > _REMEMBERED or (unless not in sizes and age > _ABSENT):
            sizes = {one.name: one.size for one in self.entries(picture)}
            if len(self._seen) >= _PICTURES:
                self._seen.clear()
            self._seen[picture] = (time.monotonic(), sizes)
        return sizes


def _picture_of(name: str) -> str:
    """Return how the names of all files begin that were made of the same picture (media.renditions)."""
    path = PurePosixPath(name)
    return str(path.parent / path.stem.partition("-")[0])


def _is_away(error: BotoCoreError | ClientError) -> bool:
    """Tell whether the bucket does not answer at all; what it refuses says nothing of other files."""
    if isinstance(error, BotoCoreError):
        return True
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500


@contextmanager
def _failing_as_files_do(name: str) -> Iterator[None]:
    """Raise OSError for whatever goes wrong on the way to a bucket, as callers know it of disks."""
    try:
        yield
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
            raise FileNotFoundError(f"{name}: {error}") from error
        raise OSError(f"{name}: {error}") from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(f"{name}: {error}") from error
