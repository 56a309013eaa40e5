"""How often the demo's pieces were read: many on the first days, some for weeks, few on Sundays."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from blog.counts.readings import Reading
from blog.editions.edition import Edition

DAYS = 90
SUNDAY = 6


def load_readings(now: datetime) -> None:
    """Make up numbers for the live pieces that have none yet."""
    today = timezone.localdate(now)
    unread = Edition.objects.live().filter(post__readings=None)
    rows = []
    for post, slug, published in unread.values_list("post_id", "slug", "published_at"):
        first = max(timezone.localdate(published), today - timedelta(days=DAYS))
        for age in range((today - first).days):
            day = first + timedelta(days=age)
            number = _readers(slug, age, day.weekday() == SUNDAY)
            if number:
                rows.append(Reading(post_id=post, day=day, number=number, finished=number * 2 // 5))
    Reading.objects.bulk_create(rows)


def _readers(slug: str, age: int, sunday: bool) -> int:
    chance = sha256(f"{slug}{age}".encode()).digest()[0] / 255
    crowd = 40 + sha256(slug.encode()).digest()[0]
    return int((crowd / (age + 1) + 3 * chance) * (0.5 + chance) * (0.4 if sunday else 1))
