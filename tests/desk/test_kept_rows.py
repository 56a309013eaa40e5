"""What the form keeps between requests is right for every piece and every account."""

import pytest
from django.contrib.auth.models import Permission, User

from blog.models import Credit
from people.models import Organisation
from tests.filling import Page
from tests.making import make_editor, make_interview, make_person, make_post

# Fragments are kept outside of transactions alone.
pytestmark = pytest.mark.django_db(transaction=True)


def form(piece) -> str:
    return f"/admin/{piece._meta.label_lower.replace('.', '/')}/{piece.pk}/change/"


@pytest.fixture
def desk(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())
    return client


def test_a_row_is_added_to_one_piece_after_another(desk):
    author = make_person("Anna Berg")
    pieces = [make_post("Eins"), make_interview("Zwei"), make_post("Drei")]
    for piece in pieces:
        before = piece.credits.count()
        page = Page(desk, form(piece))
        page.add_row("credits", person=author.pk, role="photographer").press("_continue")
        assert page.errors == []
        assert piece.credits.count() == before + 1
    new = Page(desk, "/admin/blog/post/add/").fill(title="Vier", body="<p>Neu.</p>")
    new.add_row("credits", person=author.pk, role="author").press("_continue")
    assert Credit.objects.get(post__title="Vier").person == author


def test_whoever_may_not_see_rows_is_told_of_the_piece_with_them(client, settings):
    settings.LANGUAGE_CODE = "en"
    user = User.objects.create_user("adds", password="x", is_staff=True)
    may = ["view_post", "change_post", "add_post", "add_tie"]
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    post = make_post("Mit Partner", author=make_person("Anna Berg"))
    post.ties.create(
        organisation=Organisation.objects.create(name="Beispiel AG"), relation="partner"
    )
    client.force_login(user)
    panel = client.get(form(post)).context["panel"]
    assert [credit.name for credit in panel.content.credits] == ["Anna Berg"]


def test_fields_of_questions_have_names_in_a_window_of_their_own(desk):
    page = desk.get(f"{form(make_interview())}?_popup=1").text
    assert ('-question">Question:</label>' in page, '-answer">Answer:</label>' in page) == (
        True,
        True,
    )
