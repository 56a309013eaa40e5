"""Finding what is wrong with the files of pictures, and putting it right.

What should be there follows from the images of the library and those that editions keep; what is there is
held against it: missing, empty or cut off, foreign (another format, size or word on its making), orphaned.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import PurePath

from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image as PILImage

from media.frozen import FrozenImage
from media.provenance import xmp_packet
from media.renditions import Rendition, embedded_in, encode, originals_of, renditions_of
from media.share_cards import share_card, write_share_card
from media.storage import PARTS, files

# What is being uploaded at this moment is named by nothing yet.
SETTLED = timedelta(days=1)
FOLDERS = ("images", "renditions")
_PILLOW = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}


class Fault(StrEnum):
    """What can be wrong with a file."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    ORPHANED = "orphaned"
    LOST = "lost"  # the picture itself: only a backup has it


@dataclass(frozen=True)
class Faulty:
    """A file that is not as it should be, and what it should be made from."""

    file: str
    fault: Fault
    image: FrozenImage | None = None
    rendition: Rendition | None = None

    def __str__(self) -> str:
        return f"{self.fault}: {self.file}"

    def mend(self) -> bool:
        """Put it right; tell whether that was possible."""
        if self.fault == Fault.ORPHANED:
            default_storage.delete(self.file)
        elif self.image is None or self.fault == Fault.LOST or self.rendition is None:
            return False
        elif self.file in _cards(self.image):
            write_share_card(self.image, self.rendition.crop, overwrite=True)
        else:
            encode(self.image, [self.rendition], overwrite=True)
        return True


def faults(images: Iterable[FrozenImage]) -> Iterator[Faulty]:
    """Yield what is wrong with the files of these images, which are all that anything names.

    Of images with the same files the first one says what stands in them.
    """
    named: set[str] = set()
    for image in images:
        if image.file not in named:
            named.add(image.file)
            if not _is_whole(image.file):
                yield Faulty(image.file, Fault.LOST, image)
        there = _is_whole(image.file)
        for rendition in [*renditions_of(image), *_cards(image).values()]:
            if rendition.file not in named:
                named.add(rendition.file)
                fault = _fault(image, rendition) if there else None
                if fault:
                    yield Faulty(rendition.file, fault, image, rendition)
    yield from _orphans(named)


def _cards(image: FrozenImage) -> dict[str, Rendition]:
    cards = (share_card(image, crop) for crop in ("", "16x9", "1x1"))
    return {card.file: card for card in cards if card}


def _fault(image: FrozenImage, rendition: Rendition) -> Fault | None:
    if not default_storage.exists(rendition.file):
        return Fault.MISSING
    if not default_storage.size(rendition.file):
        return Fault.EMPTY
    expected = (_PILLOW[rendition.format], (rendition.width, rendition.height))
    try:
        with default_storage.open(rendition.file) as file, PILImage.open(file) as picture:
            found = (picture.format, picture.size)
            said = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
            picture.load()
    except Exception:  # noqa: BLE001 - decoders meet broken bytes and raise whatever they like
        return Fault.EMPTY
    said = said.encode() if isinstance(said, str) else said
    same = found == expected and xmp_packet(embedded_in(image)) in said
    return None if same else Fault.FOREIGN


def _is_whole(name: str) -> bool:
    return default_storage.exists(name) and default_storage.size(name) > 0


def _orphans(named: set[str]) -> Iterator[Faulty]:
    """Yield files that nothing names, but for those that somebody may just be writing."""
    kept = timezone.now() - SETTLED
    for folder in FOLDERS:
        for name in sorted(one.name for one in files().entries(f"{folder}/", parts=True)):
            part = PurePath(name).suffix == PARTS
            ours = part or folder == "images" or bool(originals_of(name))
            if name not in named and ours and default_storage.get_modified_time(name) < kept:
                yield Faulty(name, Fault.ORPHANED)
