"""Header and footer become menus of one kind, whose links can stand under the one before."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def bring_footer(apps, schema_editor):
    """Let the links of the footer be links of a menu."""
    link = apps.get_model("pages", "MenuLink")
    for row in apps.get_model("pages", "FooterLink").objects.order_by("pk"):
        kept = {name: getattr(row, name) for name in ("ordering", "label", "address", "page", "site_id")}
        if bool(row.page) != bool(row.address):  # what never led anywhere
            link.objects.create(menu="footer", **kept)
    link.objects.filter(page="", address="").delete()
    link.objects.exclude(page="").exclude(address="").update(address="")


class Migration(migrations.Migration):
    dependencies = [("pages", "0005_pages_of_ones_own")]

    operations = [
        migrations.RenameModel("NavigationLink", "MenuLink"),
        migrations.AlterField(
            "MenuLink",
            "site",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="menu_links", to="pages.site"
            ),
        ),
        migrations.AddField(
            "MenuLink",
            "menu",
            models.CharField(
                choices=[("header", "Header"), ("footer", "Footer")],
                default="header",
                max_length=10,
                verbose_name="menu",
            ),
        ),
        migrations.AddField(
            "MenuLink", "below", models.BooleanField(default=False, verbose_name="under the one before")
        ),
        migrations.RunPython(bring_footer, migrations.RunPython.noop),
        migrations.DeleteModel("FooterLink"),
    ]
