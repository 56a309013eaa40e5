"""Posts on networks: entered at a published piece, seen by readers at once, on record."""

import json

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from blog.models import Discussion
from blog.publishing.publish import publish
from blog.roles import EDITORS, lay_down_roles
from delivery import generation
from desk.composing.discussing import DiscussionsForm
from disclosures.trail import entries
from tests.making import make_editor, make_interview, make_post, make_site

pytestmark = pytest.mark.django_db
MASTODON = "https://chaos.social/@saallicht/112233"
LINKEDIN = "https://www.linkedin.com/posts/saallicht_eins"


def address_of(piece):
    model = piece._meta.model_name
    return reverse(f"admin:{piece._meta.app_label}_{model}_discussions", args=[piece.pk])


@pytest.fixture
def piece():
    interview = make_interview(slug="gespraech", discuss="Wie ist es bei Ihnen?")
    publish(interview, by=None)
    return interview


def typed(client, piece, text):
    shown = client.get(address_of(piece)).context["shown"]
    return client.post(address_of(piece), {"addresses": text, "_shown": shown})


def test_what_an_editor_enters_stands_with_the_call_to_discuss_without_a_new_edition(piece, client):
    make_site(email="redaktion@example.org")
    editor = make_editor()
    client.force_login(editor)
    before = generation.known.token
    answer = typed(client, piece, f"{MASTODON}\r\n\r\n {LINKEDIN} \n")
    assert answer.status_code == 302
    page = Client().get("/interviews/gespraech/").text
    asked = page.index("Wie ist es bei Ihnen?")
    assert asked < page.index(f'href="{MASTODON}" rel="nofollow noopener">Mastodon (chaos.social)')
    assert ">LinkedIn</a>" in page[asked:]
    assert asked < page.index("mailto:redaktion@example.org?subject=")
    assert json.dumps([MASTODON, LINKEDIN], separators=(",", ":")) in page.replace(" ", "")
    assert piece.editions.count() == 1
    generation.look()
    assert generation.known.token != before or before == ""
    last = entries(piece).last()
    assert (last.action, last.actor) == ("discuss", editor.pk)
    assert json.loads(last.facts) == {"addresses": [MASTODON, LINKEDIN]}


def test_what_is_entered_again_leaves_no_trace_and_what_is_emptied_is_gone(piece, client):
    client.force_login(make_editor())
    typed(client, piece, MASTODON)
    number = entries(piece).count()
    typed(client, piece, MASTODON)
    assert entries(piece).count() == number
    typed(client, piece, "")
    assert not Discussion.objects.exists()
    assert entries(piece).count() == number + 1


def test_every_line_that_leads_nowhere_is_named_and_nothing_typed_is_lost(piece, client):
    client.force_login(make_editor())
    bad = f"{MASTODON}\njavascript:alert(1)\nhttp://alt.example/1\nhttps://nutzer@example.org/2"
    answer = typed(client, piece, bad)
    assert answer.status_code == 422
    for line in ("Zeile 2", "Zeile 3", "Zeile 4"):
        assert line in answer.text
    assert "Zeile 1" not in answer.text
    assert "javascript:alert(1)" in answer.text
    assert not Discussion.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["\n".join(f"https://example.org/{n}" for n in range(11)), "https://a.example/" + "x" * 600],
)
def test_too_many_and_too_long_ones_are_refused(text):
    form = DiscussionsForm({"addresses": text})
    assert not form.is_valid()


def test_two_editors_at_once_do_not_overwrite_each_other(piece, client):
    client.force_login(make_editor())
    shown = client.get(address_of(piece)).context["shown"]
    typed(client, piece, MASTODON)
    late = client.post(address_of(piece), {"addresses": LINKEDIN, "_shown": shown})
    assert late.status_code == 409
    assert LINKEDIN in late.text
    assert [one.address for one in Discussion.objects.all()] == [MASTODON]


def test_only_who_may_publish_may_enter_them_and_no_other_site_in_their_name(piece):
    lay_down_roles()
    viewer = User.objects.create_user("gast", is_staff=True)
    client = Client()
    client.force_login(viewer)
    assert client.get(address_of(piece)).status_code == 403
    viewer.groups.add(Group.objects.get(name=EDITORS))
    assert client.get(address_of(piece)).status_code == 200
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(viewer)
    assert strict.post(address_of(piece), {"addresses": MASTODON}).status_code == 403


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (MASTODON, "Mastodon (chaos.social)"),
        ("https://social.example/@a@b.example/1", "Mastodon (social.example)"),
        ("https://bsky.app/profile/saallicht.example/post/3k", "Bluesky"),
        ("https://de.linkedin.com/posts/1", "LinkedIn"),
        ("https://www.instagram.com/p/abc/", "Instagram"),
        ("https://m.facebook.com/1", "Facebook"),
        ("https://www.threads.net/@saallicht/post/1", "Threads"),
        ("https://notlinkedin.com/posts/1", "notlinkedin.com"),
        ("https://linkedin.com.evil.example/1", "linkedin.com.evil.example"),
        ("https://forum.example/t/1", "forum.example"),
    ],
)
def test_a_network_is_called_by_its_name(address, name):
    assert Discussion(address=address).network == name


def test_without_a_call_to_discuss_they_are_there_all_the_same(client):
    post = make_post(slug="licht")
    publish(post, by=None)
    Discussion.objects.create(post=post, address=LINKEDIN)
    assert "LinkedIn" in client.get("/blog/licht/").text
    assert "discussionUrl" in client.get("/blog/licht/").text


def test_a_piece_without_any_says_nothing_of_discussing(client):
    publish(make_post(slug="licht"), by=None)
    text = client.get("/blog/licht/").text
    assert "discussionUrl" not in text
    assert 'class="responding"' not in text


def test_the_form_of_a_published_piece_leads_there(client):
    client.force_login(make_editor())
    post = make_post(slug="licht")
    change = reverse("admin:blog_post_change", args=[post.pk])
    assert address_of(post) not in client.get(change).text
    publish(post, by=None)
    assert address_of(post) in client.get(change).text


def test_the_database_keeps_each_once(piece):
    Discussion.objects.create(post=piece, address=MASTODON)
    with pytest.raises(ValidationError):
        Discussion(post=piece, address=MASTODON).full_clean()
