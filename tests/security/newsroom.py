"""A newsroom with one row of everything its addresses speak of, and the people who ask for them."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from reversion import create_revision
from reversion.models import Version

from blog.counts.clicks import ClickOut
from blog.counts.readings import Reading
from blog.models import AIUse, Tie, Waiver
from blog.models.topic import Tag
from blog.publishing.publish import publish
from blog.roles import AUTHORS, CHIEF_EDITORS, EDITORS
from disclosures.models import Notice
from events.models import EventSeries, ProgrammeItem, TicketHost
from interviews.models import Manuscript
from moving.arriving.records import Arrival
from pages.models import LegalPage, Webhook
from people.models import Organisation
from tests.making import (
    make_ambassador,
    make_event,
    make_interview,
    make_notice,
    make_offer,
    make_page,
    make_post,
    make_site,
)
from tests.media.pictures import saved_image
from tests.security.admin_addresses import Address
from tests.shops.connecting import make_connection

SPOKEN = """Interview mit Ada Berg

1. Was ist neu?
Vieles ist in diesem Jahr neu, vor allem der große Saal.

2. Wer kommt?
Alle, die etwas zu sagen haben und die anderen zuhören.
""".encode()
ROLES = ("nobody", "staff", "viewer", "author", "editor", "chief", "superuser")


def make_account(name, *groups, **fields):
    """An account of the newsroom with these groups, made long ago."""
    fields = {"is_staff": True, "date_joined": timezone.now() - timedelta(days=900)} | fields
    fields.setdefault("email", f"{name}@blog.example")
    user = User.objects.create_user(name, password="secret-word-1", **fields)
    user.groups.set([Group.objects.get_or_create(name=group)[0] for group in groups])
    return user


def make_people():
    """One account for each role; a viewer may see everything there is a right for."""
    viewer = make_account("viewer")
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return {
        "nobody": AnonymousUser(),
        "staff": make_account("staff"),
        "viewer": viewer,
        "author": make_account("author", AUTHORS),
        "editor": make_account("editor", EDITORS),
        "chief": make_account("chief", CHIEF_EDITORS),
        "superuser": make_account("superuser", is_superuser=True),
    }


def make_newsroom():
    """Rows for every address: name of a model (or of an argument) → what stands in the path."""
    colleague = make_account("colleague", EDITORS)
    event, site = make_event("Kongress"), make_site()
    offer, stands, image = make_offer(event), make_ambassador(event), saved_image()
    with create_revision():
        post = make_post("Ein Beitrag", event=event)
        AIUse.objects.create(post=post, kind="draft", degree=2, tool="Modell")
        post.save()
    with create_revision():
        interview = make_interview("Ein Gespräch", event=event)
        interview.save()
    with create_revision():
        page = make_page("Eine Seite")
        page.save()
    with create_revision():
        gone = {
            "blog.post": make_post("Gelöscht"),
            "interviews.interview": make_interview("Gelöscht"),
            "pages.page": make_page("Gelöscht"),
        }
    edition, _second = publish(post, by=colleague), publish(interview, by=colleague)
    publish(page, by=colleague)
    organisation = Organisation.objects.create(name="Sponsor")
    Tie.objects.create(post=post, organisation=organisation)
    notice = make_notice()
    waiver = Waiver.objects.create(
        post=post, rule="A1", about="text", fingerprint="x", legal=True, says="KI",
        reason="Ein langer und guter Grund", waived_by=colleague,
        expires_at=timezone.now() + timedelta(days=9),
    )  # fmt: skip
    day = {"day": timezone.localdate()}
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="blog.tasks.check_sources",
        exception_class_path="", traceback="", backend_name="default",
    )  # fmt: skip
    rows = [
        post, interview, page, image, event, site, notice, waiver, organisation, stands, colleague, task,
        stands.person, make_connection(event), LegalPage.objects.first() or LegalPage.objects.create(kind=LegalPage.Kind.TRANSPARENCY),
        site.menu_links.create(label="Termine", address="/events/"),
        event.series_of_posts.create(name="Reihe"), EventSeries.objects.create(name="Kongresse"),
        Group.objects.get(name=EDITORS), TicketHost.objects.first(), Tag.objects.create(name="Thema"),
        ClickOut.objects.create(offer=offer, number=1, **day),
        Reading.objects.create(post=post, number=1, **day),
        ProgrammeItem.objects.create(event=event, title="Vortrag"),
        Webhook.objects.create(name="App", address="https://app.example/"),
        EmailAddress.objects.create(user=colleague, email=colleague.email),
        Authenticator.objects.create(user=colleague, type="totp", data={}),
    ]  # fmt: skip
    known = {row._meta.label_lower: row.pk for row in rows}
    manuscript = Manuscript.objects.create(filename="a.txt", data=SPOKEN, sha256="0" * 64)
    run = Arrival.objects.create(filename="export.xml", state=Arrival.State.DONE)
    line = run.lines.create(kind="notice", title="Hinweis", there="Wir sagen, wer zahlt.")
    call = run.lines.create(kind="ticket", key=str(post.pk), outcome="offer")
    known |= {
        f"{name}:version": Version.objects.get_for_object(row).latest("pk").pk
        for name, row in (
            ("blog.post", post),
            ("interviews.interview", interview),
            ("pages.page", page),
        )
    }
    for name, other in gone.items():
        known[f"{name}:deleted"] = Version.objects.get_for_object(other).latest("pk").pk
        other.delete()
    return known | {
        "post_id": post.pk,
        "edition": edition.pk,
        "manuscript": manuscript.pk,
        "arrival": run.pk,
        "line": line.pk,
        "call": call.pk,
        "type": ContentType.objects.get_for_model(event).pk,
        "wording": Notice.objects.get(pk=notice.pk).versions.get().pk,
    }


def argument_of(address: Address, newsroom):
    """Return a function that knows what stands in an address for the name of an argument."""
    parts = address.pattern.split("/")
    model = ".".join(parts[1:3])
    known = {
        "rule": "A1",
        "number": 1,
        "post_id": newsroom["post_id"],
        "id": newsroom["auth.user"],
        "content_type_id": newsroom["type"],
        "version": newsroom["wording"],
        "app_label": "blog",
        "url": "nirgends",
        "place": "imprint",
        "argument1": newsroom.get(f"{model}:deleted")
        if "recover" in parts
        else newsroom.get(model),
        "argument2": newsroom.get(f"{model}:version"),
        "pk": newsroom.get(model),
        "object_id": newsroom.get(model),
    }
    if "editions" in parts and model.startswith("editions"):
        known["pk"] = newsroom["edition"]
    if {"manuscript", "from-text"} & {*parts}:
        known["pk"] = newsroom["manuscript"]
    if "umzug" in parts:
        line = newsroom["call" if "ticket" in parts else "line"]
        known |= {"pk": newsroom["arrival"], "line": line}
    if "r" in parts:
        known["object_id"] = newsroom["events.event"]
    return known.__getitem__
