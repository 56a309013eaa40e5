"""What the newsroom means to do with a piece: how far it is, and for which day it is meant."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.models import Post


class Plan(models.Model):
    """How far a piece is that is not published, and the day it is meant for; nothing follows from it by itself."""

    class Stage(models.TextChoices):
        """The stages before publishing, in their order."""

        IDEA = "idea", _("idea")
        WRITING = "writing", _("being written")
        EDITING = "editing", _("being edited")
        READY = "ready", _("ready")

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="plan")
    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage.choices, default=Stage.WRITING
    )
    day = models.DateField(_("meant for"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=["idea", "writing", "editing", "ready"]),
                name="plan_has_a_known_stage",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.stage}"


STAGES: list[tuple[str, str | Promise]] = [*Plan.Stage.choices]


def plan_for(post_id: int, **changes: Any) -> Plan:
    """Change what is meant for a piece; what is not named stays."""
    plan, _new = Plan.objects.update_or_create(post_id=post_id, defaults=changes)
    return plan
