"""Imprint, privacy and accessibility become pages of the house; readers see the text of before until one is published."""

from django.conf import settings
from django.db import migrations

ADDRESSES = {
    "imprint": "impressum",
    "privacy": "datenschutz",
    "accessibility": "barrierefreiheit",
}


def carry_over(apps, schema_editor):
    """Make a working copy of each text; the rows stay, and readers go on seeing them."""
    page, post = apps.get_model("pages", "Page"), apps.get_model("blog", "Post")
    for row in apps.get_model("pages", "LegalPage").objects.filter(kind__in=ADDRESSES).exclude(body=""):
        slug = ADDRESSES[row.kind]
        if not post.objects.filter(slug=slug).exists():
            page.objects.create(
                place=row.kind,
                slug=slug,
                title=row.title,
                body=row.body,
                language=settings.LANGUAGE_CODE,
                no_external_sources=True,
            )


class Migration(migrations.Migration):
    dependencies = [("pages", "0007_pages_in_menus")]

    operations = [
        migrations.AlterModelOptions(
            "LegalPage",
            options={
                "ordering": ["kind"],
                "verbose_name": "page of the site",
                "verbose_name_plural": "Imprint, privacy, accessibility",
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
