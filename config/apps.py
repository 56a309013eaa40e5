"""The admin of Podium as Django's default admin site."""

from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register

from config.checks import pictures, private_files, public_address


class PodiumAdminConfig(AdminConfig):
    """Django's admin with Podium's sign-in, policy and title."""

    default_site = "config.admin.PodiumAdminSite"

    def ready(self) -> None:
        """Let `check` look at the place of pictures, and `check --deploy` at the files of the installation."""
        super().ready()
        register(pictures, Tags.files)
        for check in (private_files, public_address):
            register(check, Tags.security, deploy=True)
