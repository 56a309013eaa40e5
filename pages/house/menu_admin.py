"""The menus in the newsroom: one page, moved by dragging or by buttons, which need no script."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from blog.editions.edition import Edition
from pages.house.menus import arranged, live_links, moved
from pages.house.site_links import USUAL, MenuLink, OwnPage
from pages.house.site_settings import Site
from pages.own.page import Page

WAYS: dict[str, tuple[str, Promise]] = {
    "up": ("↑", gettext_lazy("Move “%(link)s” up")),
    "down": ("↓", gettext_lazy("Move “%(link)s” down")),
    "in": ("→", gettext_lazy("Put “%(link)s” under the one before")),
    "out": ("←", gettext_lazy("Put “%(link)s” on the first level")),
}
_OWN, _USUAL = "own-", "page-"


class AddForm(forms.Form):
    """What to put into a menu: a page of the house, or one that every site has."""

    target = forms.ChoiceField(label=gettext_lazy("Page"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the pages there are."""
        super().__init__(*args, **kwargs)
        own = Page.objects.order_by("title").values_list("pk", "title")
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (_("Pages of the house"), [(f"{_OWN}{pk}", title) for pk, title in own]),
            (_("Pages of Podium"), [(f"{_USUAL}{one.value}", one.label) for one in OwnPage]),
        ]

    def fields_of_link(self) -> dict[str, Any]:
        """Return what was chosen, as fields of a link."""
        target = self.cleaned_data["target"]
        if target.startswith(_OWN):
            return {"own_id": int(target.removeprefix(_OWN))}
        return {"page": target.removeprefix(_USUAL)}


@admin.register(MenuLink)
class MenuAdmin(admin.ModelAdmin):
    """Header and footer side by side; the form of one link is for addresses and for other words."""

    fields = ("menu", "own", "page", "address", "label")
    change_list_template = "admin/pages/menus.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show both menus; on POST do one thing to them, and show them again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request)
        if not self.has_change_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            site, _new = Site.objects.get_or_create(pk=1)
            Site.objects.select_for_update().get(pk=site.pk)
            try:
                asked = self._act(request, site)
            except ValidationError as refused:
                messages.error(request, " ".join(refused.messages))
                return self._page(request, status=400)
        return redirect(f"{request.path}{asked}")

    def _page(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        rows = list(MenuLink.objects.select_related("own"))
        ids = [row.own_id for row in rows if row.own_id]
        pages = Edition.objects.live().filter(post__in=ids) if ids else ()
        published = live_links(pages, timezone.now())
        chosen = request.GET.get("link", ""), request.GET.get("way", "")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Menus of header and footer"),
            "opts": self.opts,
            "menus": [
                (menu, _shown([one for one in rows if one.menu == menu], published, chosen))
                for menu in MenuLink.Menu
            ],
            "usual": [page.label for page in USUAL],
            "add": AddForm(),
            "may_change": self.has_change_permission(request),
        }
        return TemplateResponse(request, self.change_list_template, context, status=status)

    def _act(self, request: HttpRequest, site: Site) -> str:
        """Move, order anew, add or take away; return the query by which the page knows what it was."""
        rows = list(site.menu_links.all())
        if "order" in request.POST:
            _order(rows, request.POST["order"])
            return ""
        if menu := request.POST.get("add", ""):
            return self._add(request, site, menu)
        way, _dash, number = request.POST.get("move", "").partition("-")
        link = next((row for row in rows if str(row.pk) == number), None)
        if link is None or way not in {*WAYS, "remove"}:
            raise ValidationError(_("This link is not there any more."))
        if way == "remove":
            if not self.has_delete_permission(request, link):
                raise PermissionDenied
            link.delete()
            messages.success(request, _("“%(link)s” was taken out of the menu.") % {"link": link})
            return ""
        _keep(moved([row for row in rows if row.menu == link.menu], link.pk, way))
        return f"?link={link.pk}&way={way}"

    def _add(self, request: HttpRequest, site: Site, menu: str) -> str:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = AddForm(request.POST)
        if menu not in MenuLink.Menu.values or not form.is_valid():
            raise ValidationError(_("Please choose a page."))
        link = MenuLink(site=site, menu=menu, **form.fields_of_link())
        link.ordering = _last(site, menu)
        link.full_clean()
        link.save()
        messages.success(request, _("“%(link)s” stands in the menu now.") % {"link": link})
        return f"?link={link.pk}&way=up"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Put a new link, or one that goes to the other menu, at the end of it."""
        obj.site, _new = Site.objects.get_or_create(pk=1)
        if not change or "menu" in form.changed_data:
            obj.ordering, obj.below = _last(obj.site, obj.menu), False
        super().save_model(request, obj, form, change)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        """Begin with the menu that one came from."""
        return {"menu": request.GET.get("menu", MenuLink.Menu.HEADER)}


def _last(site: Site, menu: str) -> int:
    last = site.menu_links.filter(menu=menu).order_by("ordering").last()
    return last.ordering + 1 if last else 1


def _order(rows: Sequence[MenuLink], typed: str) -> None:
    """Put all links in an order: "header:3,5>,7 footer:2", where ">" is under the one before."""
    known, placed = {str(row.pk): row for row in rows}, []
    for part in typed.split():
        menu, _colon, numbers = part.partition(":")
        for number in filter(None, numbers.split(",")):
            row = known.pop(number.removesuffix(">"), None)
            if row is None or menu not in MenuLink.Menu.values:
                raise ValidationError(_("Meanwhile the menus were changed: please look again."))
            row.menu = menu
            placed.append((row, number.endswith(">")))
    if known:
        raise ValidationError(_("Meanwhile the menus were changed: please look again."))
    for menu in MenuLink.Menu:
        _keep([(row, below) for row, below in placed if row.menu == menu])


def _keep(placed: Iterable[tuple[MenuLink, bool]]) -> None:
    """Save the links in this order; the first of a menu is under none."""
    rows = []
    for number, (row, below) in enumerate(placed, start=1):
        row.ordering, row.below = number, below and number > 1
        rows.append(row)
    MenuLink.objects.bulk_update(rows, ["menu", "ordering", "below"])


def _shown(rows: list[MenuLink], published: Any, chosen: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the links of a menu with the ways that each can go; the one just gone has the focus."""
    menu, found = arranged(rows), []
    for place, top in enumerate(menu):
        ways = {"up": place > 0, "down": place < len(menu) - 1, "in": place > 0}
        found.append((top.row, ways))
        for at, row in enumerate(top.below):
            found.append((row, {"up": at > 0, "down": at < len(top.below) - 1, "out": True}))
    return [_row(row, ways, row.link(published).address, chosen) for row, ways in found]


def _row(
    row: MenuLink, ways: dict[str, bool], address: str, chosen: tuple[str, str]
) -> dict[str, Any]:
    open_ways = [way for way, possible in ways.items() if possible]
    asked = chosen[1] if chosen[1] in open_ways else next(iter(open_ways), "")
    return {
        "link": row,
        "below": "out" in ways,
        "address": address,
        "waits": bool(row.own_id) and not address,
        "ways": [
            {
                "way": way,
                "sign": WAYS[way][0],
                "words": WAYS[way][1] % {"link": row},
                "open": way in open_ways,
                "focus": str(row.pk) == chosen[0] and way == asked,
            }
            for way in WAYS
        ],
    }
