"""Addresses of what has a name: made from it once, never empty, never another's, kept for ever."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _, gettext_lazy

from names.slugs import first_free, slug_of

_LENGTH = 70  # leaves room for a number in a column of 80


def free_address(
    name: str,
    fallback: str,
    *others: models.QuerySet[Any],
    field: str = "slug",
    reserved: Iterable[str] = (),
) -> str:
    """Return an address for `name` that none of `others` has; a name of signs only gets `fallback`."""
    wanted = slug_of(name, max_length=_LENGTH) or fallback
    held = set(reserved)
    if wanted not in held and not any(rows.filter(**{field: wanted}).exists() for rows in others):
        return wanted  # nearly always; an index knows it, where SQLite would read all that begin so
    alike = (rows.filter(**{f"{field}__startswith": wanted}) for rows in others)
    taken = {slug for rows in alike for slug in rows.values_list(field, flat=True)}
    return first_free(wanted, taken | held)


class Addressed(models.Model):
    """Has an address, which saving fills in if it is empty; it stays when the name changes.

    Two that are saved at the same moment both get one: whoever comes second looks again.
    """

    address_fallback: ClassVar[str]  # a word of its kind, for a name without letter and digit

    slug = models.SlugField(gettext_lazy("address"), max_length=80, unique=True, blank=True)

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """Take addresses in small letters only, which is how readers type them."""
        self.slug = (self.slug or "").lower()
        super().clean_fields(exclude=exclude)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it an address once."""
        if self.slug:
            self._save_with_address(*args, **kwargs)
            return
        while True:
            self.slug = self.free_address()
            try:
                self._save_with_address(*args, **kwargs)
            except IntegrityError:
                if self.slug == self.free_address():
                    raise  # nobody took it meanwhile: something else is the matter
            else:
                return

    def _save_with_address(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            self.keep_address()

    def keep_address(self) -> None:
        """Remember the address that it has been saved with; what nobody moves has nothing to remember."""

    def free_address(self) -> str:
        """Return an address made from its name that no other has."""
        others = type(self)._default_manager.exclude(pk=self.pk)
        return free_address(str(getattr(self, "name", "")), self.address_fallback, others)


class KnownAddress(models.Model):
    """An address that something has or had; a model of each kind leads from it to its `of`.

    That none is ever two things' is a rule of the database: two who want the same one at the same
    moment do not both get it. `was` is the row that had it before that was merged into `of`.
    """

    slug = models.SlugField(gettext_lazy("address"), max_length=100, unique=True)
    was = models.PositiveBigIntegerField(null=True, editable=False, db_index=True)
    of: models.ForeignKey[Any, Any]
    of_id: int

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


class Lasting(Addressed):
    """Keeps every address that it had: the former ones lead to the present one.

    Its kind of `KnownAddress` calls them `addresses`.
    """

    reserved_addresses: ClassVar[frozenset[str]] = frozenset()  # pages of the site have them

    class Meta:
        abstract = True

    @classmethod
    def known_addresses(cls) -> models.Manager[Any]:
        """Return all addresses that things of this kind have or had."""
        known: Any = cls._meta.get_field("addresses").related_model
        manager: models.Manager[Any] = known._default_manager
        return manager

    @classmethod
    def meant_by(cls, ids: Iterable[int]) -> dict[int, int]:
        """Return what these rows are today: themselves, or those that they were merged into.

        What is there no more is left out. One query.
        """
        wanted = set(ids)
        itself = cls._default_manager.filter(pk__in=wanted).order_by().values_list("pk", "pk")
        merged = cls.known_addresses().filter(was__in=wanted).order_by().values_list("was", "of")
        return dict(itself.union(merged).order_by()) if wanted else {}

    def validate_unique(self, exclude: Any = None) -> None:
        """Refuse, at the field, an address that leads or led to another."""
        super().validate_unique(exclude=exclude)
        if "slug" in (exclude or ()) or not self.slug:
            return
        if self.slug in self.reserved_addresses:
            raise ValidationError({"slug": _("A page of the site has this address.")})
        known = self.known_addresses().filter(slug=self.slug).exclude(of=self.pk)
        if other := known.select_related("of").first():
            words = _("This address has led to “%(name)s” and still does. Please choose another.")
            raise ValidationError({"slug": words % {"name": other.of}})

    def keep_address(self) -> None:
        """Remember the address for good."""
        self.known_addresses().get_or_create(of=self, slug=self.slug)

    def joined_by(self, other: Any) -> None:
        """Take on what is left of another of its kind that has become one with it."""

    def first_address(self) -> str:
        """Return the address that it had at first, which no renaming changes."""
        known = self.known_addresses().filter(of=self, was=None)
        first = known.order_by("pk").first()
        return first.slug if first else self.slug

    def free_address(self) -> str:
        """Return an address made from its name that no other has or ever had."""
        others = type(self)._default_manager.exclude(pk=self.pk)
        known = self.known_addresses().exclude(of=self.pk)
        name, reserved = str(getattr(self, "name", "")), self.reserved_addresses
        return free_address(name, self.address_fallback, others, known, reserved=reserved)


def remember_present(apps: Any, app: str, *names: str) -> None:
    """Write down the present addresses of these models, as a migration does once."""
    for name in names:
        known = apps.get_model(app, f"{name}Address").objects
        rows = apps.get_model(app, name).objects.order_by("pk").values_list("pk", "slug")
        known.bulk_create((known.model(of_id=pk, slug=slug) for pk, slug in rows), batch_size=500)
