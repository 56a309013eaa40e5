"""Posts, the editions that publishing freezes from them, and the rules of publishing."""

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from blog.editions import guards
from blog.roles import lay_down_roles


class BlogConfig(AppConfig):
    """The room of posts and editions."""

    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        """Let every migrate end with guards, search index and the newsroom's roles in place."""
        from blog.search import index as search_index  # noqa: PLC0415 - models are there only now

        connection_created.connect(guards.lend_clock)
        post_migrate.connect(guards.lay_down, sender=self)
        post_migrate.connect(search_index.lay_down, sender=self)
        # Only after the last app do the permissions of every room exist.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(lay_down_roles, sender=last)
        from blog.renewing.rebuilding import bring_up_to_date  # noqa: PLC0415 - models are loaded only now

        post_migrate.connect(bring_up_to_date, sender=last)
