"""Interviews: questions and answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    """The room of interviews."""

    name = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        """Let publishing know what an interview needs."""
        import interviews.requirements  # noqa: F401, PLC0415 - models are there only now
