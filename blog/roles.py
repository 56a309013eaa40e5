"""The two roles of the newsroom and what each may do; laid down after every migrate."""

from typing import Any

from django.apps import apps
from django.db.models import Q

EDITORS = "Redaktion"
CHIEF_EDITORS = "Chefredaktion"
ROLES = (EDITORS, CHIEF_EDITORS)

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


def lay_down_roles(using: str = "default", **kwargs: Any) -> None:
    """Create both groups and give them their rights; rights added by hand are left alone."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    editors, _new = groups.get_or_create(name=EDITORS)
    chiefs, _new = groups.get_or_create(name=CHIEF_EDITORS)
    for_editors, for_chiefs = Q(pk__in=[]), Q(pk__in=[])
    for label, (everyone, chief) in _RIGHTS.items():
        for_editors |= _these(label, everyone)
        for_chiefs |= _these(label, everyone + chief)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    editors.permissions.add(*permissions.filter(for_editors))
    chiefs.permissions.add(*permissions.filter(for_chiefs))


def _these(label: str, actions: tuple[str, ...]) -> Q:
    app, model = label.split(".")
    names = [f"{action}_{model}" for action in actions]
    return Q(content_type__app_label=app, content_type__model=model, codename__in=names)
