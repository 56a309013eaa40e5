"""Attachments become pictures of ours, with their alternative texts; what is no picture is said."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from media.models import Image
from media.uploads import clean_upload
from moving.arriving.addresses import keep
from moving.arriving.bringing.files import Files
from moving.arriving.bringing.ledger import Ledger, original_of
from moving.arriving.remarks import Remark, changed, left
from moving.arriving.survey import Survey
from moving.arriving.values import Item, Kind
from prose.sanitising import plain_text

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|heic)\Z", re.IGNORECASE)
_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(?=\.[a-zA-Z]{3,4}\Z)")
_FILE_NAME = re.compile(r"[\w.()-]*[\d_][\w.() -]*\Z|[\w-]+\.\w{3,4}\Z", re.ASCII)


class BroughtPictures:
    """The pictures of one export; what is found is brought, what is missing is remembered to be said."""

    def __init__(
        self, survey: Survey, ledger: Ledger, files: Files, by: User | None, *, rehearsal: bool
    ) -> None:
        """Know where files are; in a rehearsal only whether they are there is looked at."""
        self._survey = survey
        self._ledger = ledger
        self._files = files
        self._by = by
        self._rehearsal = rehearsal
        self._by_address = {
            address: item.id
            for item in survey.pictures.values()
            for address in _spellings(item.file)
        }
        self._said: list[Remark] = []

    def said(self) -> list[Remark]:
        """Return what is to be said since this was asked last."""
        said, self._said = self._said, []
        return said

    def there(self, number: str) -> int | None:
        """Return the id of our image for an attachment that was brought already, without bringing any."""
        item = self._survey.pictures.get(number)
        known = self._ledger.known(f"{item.type}:{item.id}") if item else None
        return known.image_id if known else None

    def find(self, number: str, address: str, alt: str) -> int | None:
        """Return the id of our image for a picture in a text; bring it if it is not here yet."""
        path = urlsplit(address).path.lower()
        by_address = self._by_address.get(path) or self._by_address.get(_SIZE.sub("", path))
        known = self._survey.pictures.get(by_address or number)
        item = known or Item(kind=Kind.PICTURE, type="picture", id=address, title="", file=address)
        if not item.file:
            self._said.append(
                left(
                    _("A picture has no address any more (number %(number)s).") % {"number": number}
                )
            )
            return None
        return self.brought(item, alt)

    def brought(self, item: Item, alt: str = "") -> int | None:
        """Return the id of our image for an attachment; None if its file cannot be had."""
        key = f"{item.type}:{item.id}"
        known = self._ledger.known(key)
        if known and known.image_id:
            return known.image_id
        if self._rehearsal:
            if not self._files.has(item.file):
                self._said.append(_missing(item))
            return None
        data = self._files.read(item.file)
        if data is None:
            self._said.append(_missing(item))
            return None
        try:
            image = self._added(item, data, alt)
        except ValidationError as error:
            words = " ".join(error.messages)
            self._said.append(left(f"{item.file}: {words}"))
            return None
        return image.pk

    def _added(self, item: Item, data: bytes, alt: str) -> Image:
        name = PurePosixPath(unquote(urlsplit(item.file).path)).name
        clean = clean_upload(ContentFile(data, name))
        clean.write()
        caption = " ".join(plain_text(item.excerpt).split())[:500]
        described = self._described(item, alt, caption)
        with transaction.atomic():
            image = Image.objects.add(
                clean,
                title=(item.title or PurePosixPath(name).stem)[:200],
                alternative_text=described[:500],
                decorative=not described,
                caption=caption,
                uploaded_by=self._by,
            )
            self._ledger.note(f"{item.type}:{item.id}", original_of(item), image=image)
            for address in _spellings(item.file):
                keep(address, image=image)
        return image

    def _described(self, item: Item, alt: str, caption: str) -> str:
        """Return the alternative text: that of the library, of the text, or the words under the picture."""
        said = item.meta.get("_wp_attachment_image_alt", "").strip() or alt.strip() or caption
        if said:
            return said
        if " " in item.title.strip() and not _FILE_NAME.match(item.title):
            return item.title
        self._said.append(changed(_("The picture has no alternative text: please describe it.")))
        return ""


def is_picture(item: Item) -> bool:
    """Tell whether an attachment is one by the name of its file."""
    return bool(_PICTURE.search(urlsplit(item.file).path))


def _spellings(address: str) -> list[str]:
    """Return the path of a file, and that of the original where WordPress made it smaller."""
    path = urlsplit(address).path.lower()
    return list(dict.fromkeys(filter(None, (path, _SIZE.sub("", path)))))


def _missing(item: Item) -> Remark:
    return left(_("The picture was not found: %(address)s") % {"address": item.file[:500]})
