"""Posts, the editions that publishing freezes from them, and the rules of publishing."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from blog.guards import lay_down


class BlogConfig(AppConfig):
    """The room of posts and editions."""

    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        """Let every migrate end with the database's guards in place."""
        post_migrate.connect(lay_down, sender=self)
