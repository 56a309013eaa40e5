"""What offers and ambassadorships of before lack: their first price, their shop, their link."""

import secrets
from urllib.parse import urlsplit

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    """Take the shops in use for allowed, today's prices for the first, and give everyone a link."""
    offers = apps.get_model("events", "TicketOffer")
    hosts = apps.get_model("events", "TicketHost")
    prices = apps.get_model("events", "OfferPrice")
    for offer in offers.objects.all():
        prices.objects.create(offer=offer, price=offer.price, since=timezone.now())
        host = urlsplit(offer.url).hostname
        if host:
            hosts.objects.get_or_create(host=host)
    for stands in apps.get_model("events", "Ambassadorship").objects.filter(kit_token=None):
        stands.kit_token = secrets.token_urlsafe(32)
        stands.save(update_fields=["kit_token"])


class Migration(migrations.Migration):
    dependencies = [("events", "0002_programme_prices_days")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
