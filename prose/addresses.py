"""Addresses of what has a name: made from it once, never empty, never another's."""

from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from prose.slugs import first_free, slug_of

_LENGTH = 70  # leaves room for a number in a column of 80


def free_address(
    name: str, fallback: str, *others: models.QuerySet[Any], field: str = "slug"
) -> str:
    """Return an address for `name` that none of `others` has; a name of signs only gets `fallback`."""
    wanted = slug_of(name, max_length=_LENGTH) or fallback
    alike = (rows.filter(**{f"{field}__startswith": wanted}) for rows in others)
    return first_free(
        wanted, {slug for rows in alike for slug in rows.values_list(field, flat=True)}
    )


class Addressed(models.Model):
    """Has an address, which saving fills in if it is empty; it stays when the name changes.

    Two that are saved at the same moment both get one: whoever comes second looks again.
    """

    address_fallback: ClassVar[str]  # a word of its kind, for a name without letter and digit

    slug = models.SlugField(_("address"), max_length=80, unique=True, blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it an address once."""
        if self.slug:
            super().save(*args, **kwargs)
            return
        while True:
            self.slug = self.free_address()
            try:
                with transaction.atomic(using=kwargs.get("using")):
                    super().save(*args, **kwargs)
            except IntegrityError:
                if self.slug == self.free_address():
                    raise  # nobody took it meanwhile: something else is the matter
            else:
                return

    def free_address(self) -> str:
        """Return an address made from its name that no other has."""
        others = type(self)._default_manager.exclude(pk=self.pk)
        return free_address(str(getattr(self, "name", "")), self.address_fallback, others)
