"""The admin of Podium as Django's default admin site."""

from django.contrib.admin.apps import AdminConfig


class PodiumAdminConfig(AdminConfig):
    """Django's admin with Podium's sign-in, policy and title."""

    default_site = "config.admin.PodiumAdminSite"
