"""The three roles of the newsroom and what each may do; laid down after every migrate."""

from typing import Any

from django.apps import apps
from django.db.models import Q

AUTHORS = "Autor"
EDITORS = "Redaktion"
CHIEF_EDITORS = "Chefredaktion"
ROLES = (AUTHORS, EDITORS, CHIEF_EDITORS)  # the higher, the later

_WRITE = ("view", "add", "change")
_ALL = (*_WRITE, "delete")
# Model → what editors may do; editors-in-chief may also do what stands in the second part.
_RIGHTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "blog.post": (("publish", *_WRITE), ("delete",)),
    "interviews.interview": (_WRITE, ("delete",)),
    "interviews.exchange": (_ALL, ()),
    "interviews.authorisation": (("view", "add"), ()),
    "interviews.manuscript": (("view", "add"), ()),
    "blog.credit": (_ALL, ()),
    "blog.source": (_ALL, ()),
    "blog.disclosure": (_ALL, ()),
    "blog.tie": (_ALL, ()),
    "blog.aiuse": (_ALL, ()),
    "blog.editorialapproval": (("view", "add"), ()),
    "blog.declaration": (("view", "add"), ()),
    "blog.clickout": (("view",), ()),
    "blog.waiver": (("view",), ("confirm",)),
    "blog.posttag": (_ALL, ()),
    "blog.edition": (("view",), ()),
    "blog.correction": (("view",), ()),
    "blog.series": (_WRITE, ("delete",)),
    "blog.seriesquestion": (_ALL, ()),
    "blog.tag": (_WRITE, ("delete",)),
    "people.person": (_WRITE, ("delete",)),
    "people.profilelink": (_ALL, ()),
    "people.organisation": (_WRITE, ("delete",)),
    "events.event": (_WRITE, ("delete",)),
    "events.eventseries": (_WRITE, ("delete",)),
    "events.ticketoffer": (_ALL, ()),
    "events.offerprice": (("view",), ()),
    "events.tickethost": (("view",), ("add", "change", "delete")),
    "events.eventday": (_ALL, ()),
    "events.previousdate": (("view", "change", "delete"), ()),
    "events.programmeitem": (_ALL, ()),
    "events.speaker": (_ALL, ()),
    "events.eventpicture": (_ALL, ()),
    "events.eventnotice": (_ALL, ()),
    "events.ambassadorship": (_ALL, ()),
    "events.sponsorship": (_ALL, ()),
    "shops.connection": (_ALL, ()),
    "disclosures.notice": (_WRITE, ("delete",)),
    "disclosures.noticeversion": (_WRITE, ("delete",)),
    "media.image": (_WRITE, ("delete",)),
    "pages.page": (_WRITE, ("delete",)),
    "pages.legalpage": (("view", "change"), ()),
    "pages.site": ((), ("view", "change")),
    "pages.webhook": ((), _ALL),
    "pages.menulink": (_ALL, ()),
    "pages.sociallink": ((), _ALL),
    "desk.checklevel": (("view",), _ALL),
    "desk.avoidedword": (("view",), _ALL),
    "moving.arrival": ((), ("view", "add")),
    "auth.user": ((), _WRITE),
}
# Authors may begin pieces; which they go on with and until when: `blog/own_drafts.py`. What others
# did or decide (notices, approvals, sign-offs, waivers) is not theirs, nor is anything of other pieces.
_OF_AUTHORS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("blog.post", "interviews.interview"), ("add",)),
    "interviews.exchange": _ALL,
    **{f"blog.{row}": _ALL for row in ("credit", "source", "tie", "aiuse", "posttag")},
    "blog.declaration": ("view", "add"),
    **{f"blog.{one}": ("view",) for one in ("series", "seriesquestion", "tag")},
    **{f"people.{one}": ("view",) for one in ("person", "organisation")},
    "events.event": ("view",),
    "media.image": ("view", "add"),
}


def lay_down_roles(using: str = "default", **kwargs: Any) -> None:
    """Create the groups and give them their rights; rights added by hand are left alone."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    authors, editors, chiefs = (groups.get_or_create(name=name)[0] for name in ROLES)
    for_authors, for_editors, for_chiefs = Q(pk__in=[]), Q(pk__in=[]), Q(pk__in=[])
    for label, actions in _OF_AUTHORS.items():
        for_authors |= _these(label, actions)
    for label, (everyone, chief) in _RIGHTS.items():
        for_editors |= _these(label, everyone)
        for_chiefs |= _these(label, everyone + chief)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    authors.permissions.add(*permissions.filter(for_authors))
    editors.permissions.add(*permissions.filter(for_editors))
    chiefs.permissions.add(*permissions.filter(for_chiefs))


def _these(label: str, actions: tuple[str, ...]) -> Q:
    app, model = label.split(".")
    names = [f"{action}_{model}" for action in actions]
    return Q(content_type__app_label=app, content_type__model=model, codename__in=names)
