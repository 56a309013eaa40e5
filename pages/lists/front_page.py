"""The front page's order: what leads, what stands beside it, what each series has new.

It makes sense without anyone's work, and an editor may pin a piece to the top until a moment.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from blog.editions.works import once
from blog.models import Series, Tag
from pages.house.site_settings import Site

MOST = 12  # pieces on the front page: one leads, five are new, six earlier ones fill their rows
NEWEST = MOST + 4  # looked at for it: some may be translations of others
SERIES, OF_STRIP = 3, 4  # series there where nobody chose, and pieces of each
type Strip = Series | Tag
BESIDE = 2  # pieces in the row below the one that leads


@dataclass(frozen=True)
class Pin:
    """The piece (id of its post) that editors keep on top, and until when; None for good."""

    post: int
    changes_at: datetime | None

    @classmethod
    def of(cls, site: Site, now: datetime) -> "Pin | None":
        """Return what is pinned at a moment, if anything is."""
        until = site.lead_until
        if site.lead_id is None or (until and until <= now):
            return None
        return cls(site.lead_id, until)


def strips(site: Site) -> list[Strip]:
    """Return what stands there in a row of its own: series and topics that editors chose, or the first series."""
    live = Edition.objects.live()
    series: list[Strip] = list(site.front_series.all()) if site.pk else []
    topics: list[Strip] = list(site.front_topics.all()) if site.pk else []
    if series or topics:
        return series + topics
    return list(Series.objects.filter(Exists(live.filter(series=OuterRef("pk"))))[:SERIES])


def chosen(rows: Iterable[Strip], pin: Pin | None) -> list[Edition]:
    """Return the newest live pieces of each series and topic, and the one that is pinned, in one query."""
    live = Edition.objects.live()
    wanted = Q(post=pin.post) if pin else Q()
    for row in rows:
        of_row = Q(series=row.pk) if isinstance(row, Series) else Q(tag_rows__tag=row.pk)
        newest = live.filter(of_row).order_by("-published_at", "-pk").values("pk")
        wanted |= Q(pk__in=Subquery(newest[:OF_STRIP]))
    return list(live.filter(wanted).listed()) if wanted else []


def heading_of(rows: Collection[Strip]) -> str:
    """Say what these rows are."""
    series = sum(isinstance(row, Series) for row in rows)
    if series == len(rows):
        return _("Series")
    return _("Series and topics") if series else _("Topics")


def newest_of(row: Strip, pieces: Iterable[Edition]) -> list[Edition]:
    """Return those of a series or topic among some pieces, newest first."""
    if isinstance(row, Series):
        of_row = (one for one in pieces if one.teaser.series and one.teaser.series.id == row.pk)
    else:
        of_row = (one for one in pieces if row.pk in [topic.id for topic in one.teaser.tags])
    return list(of_row)[:OF_STRIP]


def arranged(newest: Sequence[Edition], pinned: Edition | None) -> list[Edition]:
    """Return the pieces as they stand: one leads, two beside it, then the others, newest first.

    What leads is pinned, or else the newest that can carry a page. A piece and its translation are
    one, also where one of them is pinned: it stands in the site's language, if there is one in it.
    """
    pieces = once([*([pinned] if pinned else []), *newest], settings.LANGUAGE_CODE)
    ranked = sorted(pieces, key=_carrying)  # stable: the newest of each rank first
    front = pieces[:1] if pinned else ranked[:1]
    beside = [piece for piece in ranked if piece not in front][:BESIDE]
    others = [piece for piece in pieces if piece not in front and piece not in beside]
    return [*front, *beside, *others][:MOST]


def _carrying(piece: Edition) -> tuple[bool, bool, bool]:
    """Return how well a piece can stand large, the best first: no advertisement, no note, a picture."""
    teaser = piece.teaser
    promotion = any(label.is_promotion for label in teaser.labels)
    return (promotion, not (teaser.questions or teaser.minutes > 1), not teaser.image)
