"""Where a row is in use: every relation that leads to it, but for its own parts and for machinery."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin import site
from django.db.models import CASCADE, ForeignObjectRel, Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from blog.editions.edition import Edition
from blog.models import Post, Series, Tag
from events.models import Event
from media.models import Image
from names.addresses import KnownAddress
from people.models import Organisation, Person

SHOWN = 8  # of each kind

# What is sensible instead, by model.
_INSTEAD: dict[type[Model], Promise] = {
    Person: gettext_lazy(
        "If the person is there twice, bring the two together instead: texts, roles and addresses move along."
    ),
    Organisation: gettext_lazy(
        "If the organisation is there twice, bring the two together instead: ties and people move along."
    ),
    Tag: gettext_lazy(
        "A topic can be renamed, or brought together with another: its old address then leads to the new one."
    ),
    Series: gettext_lazy("A series can be renamed; its old address then leads to the new one."),
    Event: gettext_lazy(
        "Do not delete an event that readers know: say that it is cancelled, or take its tick from “public”."
    ),
    Image: gettext_lazy(
        "Choose another picture where this one is in use, so that nothing is missing. If its rights have ended,"
        " take it off everywhere: live pieces go on without it, and it stays on record who did it."
    ),
    Post: gettext_lazy(
        "Take a piece off the site instead: its address then says that it is gone, and the record stays."
    ),
}


@dataclass(frozen=True)
class Use:
    """Rows of one kind that something is in use by: how many, and the first of them with their forms."""

    name: str
    number: int
    rows: tuple[tuple[str, str], ...]


def uses_of(obj: Model) -> list[Use]:
    """Return where a row is in use; editions that readers see, or will, are among it."""
    return [use for use in _uses(obj) if use.number]


def instead_of(obj: Model) -> str:
    """Return what is sensible instead of deleting it; "" where nothing is."""
    found = next((words for model, words in _INSTEAD.items() if isinstance(obj, model)), "")
    return str(found)


def _uses(obj: Model) -> Iterator[Use]:
    parts = _parts_of(obj)
    for relation in obj._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        model = relation.related_model
        if not isinstance(model, type) or model in parts or _is_machinery(relation, model):
            continue
        rows = model._base_manager.filter(**{relation.field.name: obj.pk})
        yield _use(model, rows)


def _use(model: type[Model], rows: QuerySet[Model]) -> Use:
    if any(field.name == "edition" for field in model._meta.fields):
        editions = Edition.objects.filter(pk__in=rows.values("edition"), retired=False)
        return _of_editions(editions)
    if model is Edition:
        return _of_editions(rows)
    shown = tuple(_named(row) for row in rows[:SHOWN])
    return Use(capfirst(str(model._meta.verbose_name_plural)), rows.count(), shown)


def _of_editions(editions: QuerySet[Model]) -> Use:
    """Return pieces that readers find it with, online or scheduled."""
    rows = editions.select_related("post").order_by("-starts_at")
    shown = tuple(_named(edition.post) for edition in rows[:SHOWN])  # type: ignore[attr-defined]
    return Use(_("Online, or scheduled to be"), rows.count(), shown)


def _named(row: Model) -> tuple[str, str]:
    """Return what a row is called and where its form is: that of the piece or event it belongs to, if it has none."""
    for owner in (
        row,
        *(getattr(row, name, None) for name in ("post", "piece", "interview", "event")),
    ):
        if not isinstance(owner, Model):
            continue
        piece = owner.as_its_kind() if isinstance(owner, Post) else owner
        try:
            address = reverse(
                f"admin:{piece._meta.app_label}_{piece._meta.model_name}_change", args=[piece.pk]
            )
        except NoReverseMatch:
            continue
        return str(owner), address
    return str(row), ""


def _parts_of(obj: Model) -> set[type[Model]]:
    """Return the models whose rows are written on its own form: they are parts, and go with it."""
    return {inline.model for inline in site.get_model_admin(type(obj)).inlines}


def _is_machinery(relation: ForeignObjectRel, model: type[Model]) -> bool:
    """Tell whether rows follow from others, so that nobody would miss them: indexes, counts, plans, children."""
    if relation.parent_link or model._meta.auto_created or issubclass(model, KnownAddress):
        return True
    if (
        model._meta.app_label in ("reversion", "admin", "desk")
        and model._meta.model_name != "pictureuse"
    ):
        return True
    follows = relation.on_delete is CASCADE and model._meta.model_name in _FOLLOWING
    return bool(follows)


_FOLLOWING = {"related", "reading", "clickout", "exchange", "waiver"}
