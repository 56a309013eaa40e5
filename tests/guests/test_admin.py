from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User

from blog.models import ClickOut
from blog.roles import EDITORS
from events.models import Ambassadorship, Event
from guests.codes import suggested_code
from tests.filling import Page
from tests.making import make_ambassador, make_editor, make_event, make_offer, make_person

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/events/ambassadorship/", "/admin/events/ambassadorship/add/"
FORM = "//form[@id='ambassadorship_form']"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


@pytest.fixture
def ada():
    return make_ambassador(make_event("Kongress", city="Kassel"))


def change(stands):
    return f"{LIST}{stands.pk}/change/"


def kit_link(page):
    return page.tree.xpath("//input[starts-with(@id, 'kit-link')]/@value")


# Codes --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Jürgen Groß", "JUERGEN"),
        ("Bo Ött", "BOOETT"),
        ("Şebnem Łukaszewska", "SEBNEM"),
        ("王小明", "WANG"),
        ("Karl-Theodor zu Beispielhausen", "KARL"),
        ("…", "KIT"),
        ("Maximilianaleksandrina", "MAXIMILIANALEKSANDRI"),
    ],
)
def test_a_code_is_made_of_the_name(name, code):
    assert suggested_code(make_person(name), make_event()) == code


def test_codes_of_people_with_the_same_name_differ():
    event, found = make_event(), []
    for _number in range(4):
        person = make_person("Ada Berg")
        code = suggested_code(person, event)
        Ambassadorship.objects.create(event=event, person=person, code=code.lower())
        found.append(code)
    assert found == ["ADA", "ADABERG", "ADABERG2", "ADABERG3"]
    assert suggested_code(make_person("Ada Berg"), make_event()) == "ADA"


def test_a_new_ambassador_without_a_code_gets_one(client):
    person, event = make_person("Jürgen Groß"), make_event()
    page = Page(client, ADD, FORM).fill(person=person.pk, event=event.pk).press("_save")
    assert page.errors == []
    assert Ambassadorship.objects.get().code == "JUERGEN"


def test_an_editors_own_code_stays_as_typed(client):
    page = Page(client, ADD, FORM).fill(person=make_person().pk, event=make_event().pk)
    page.fill(code="Pult-10").press("_save")
    assert Ambassadorship.objects.get().code == "Pult-10"


def test_a_code_may_be_taken_away_and_is_only_suggested_then(client, ada):
    Page(client, change(ada), FORM).fill(code="").press("_save")
    assert Ambassadorship.objects.get().code == ""
    assert "How about ADA?" in Page(client, change(ada), FORM).response.content.decode()


@pytest.mark.parametrize("code", ["ADA 10", "ÄDA", "A&B", "a/b", "🎉"])
def test_a_code_that_no_link_could_carry_is_refused(client, ada, code):
    page = Page(client, change(ada), FORM).fill(code=code).press("_save")
    assert page.errors == ["A code has letters from A to Z, digits, - and _ only."]
    assert page.values["code"] == [code]


def test_a_code_that_somebody_else_has_is_refused_whatever_its_case(client, ada):
    page = Page(client, ADD, FORM).fill(person=make_person().pk, event=ada.event.pk, code="ada")
    assert page.press("_save").errors == ["Another ambassador of this event has this code."]
    page.fill(event=make_event().pk).press("_save")
    assert Ambassadorship.objects.count() == 2


def test_a_period_that_ends_before_it_begins_is_refused(client, ada):
    page = Page(client, change(ada), FORM).fill(starts_on="2027-02-02", ends_on="2027-02-01")
    assert page.press("_save").errors == ["The end must not be earlier than the beginning."]


def test_nobody_stands_for_an_event_twice(client, ada):
    page = Page(client, ADD, FORM).fill(person=ada.person.pk, event=ada.event.pk).press("_save")
    assert page.errors == ["Ambassadorship with this Person and Event already exists."]


# The list -----------------------------------------------------------------------------------------
def test_the_list_says_who_receives_what_until_when_and_what_came_of_it(client, ada):
    offer = make_offer(ada.event)
    for day, number in ((1, 4), (2, 3)):
        ClickOut.objects.create(
            day=date(2026, 11, day), offer=offer, ambassadorship=ada, number=number
        )
    Ambassadorship.objects.update(ends_on=date(2027, 3, 26))
    page = Page(client, LIST)
    cells = page.texts("//table[@id='result_list']/tbody/tr/*")[1:]
    assert [cell.replace("\xa0", " ") for cell in cells] == [
        "Ada Berg",
        f"Kongress ({ada.event.hashtag})",
        "ADA",
        "Eintrittskarte für beide Tage",
        "until 26 March 2027",
        "7",
    ]


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    client, ada, django_assert_max_num_queries
):
    for _number in range(5):
        make_ambassador(person=make_person())
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_editors_find_ambassadors_on_the_start_page(client):
    user = User.objects.create_user("rita", password="secret-word-1", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    assert f'href="{LIST}"' in client.get("/admin/").content.decode()


# The kit ------------------------------------------------------------------------------------------
def test_a_link_is_shown_once_when_it_is_issued_and_kept_as_a_hash(client, ada):
    assert ada.kit_token not in client.get(change(ada)).content.decode()
    page = Page(client, change(ada), "//section//form")
    page.take(client.post(f"{LIST}{ada.pk}/new-link/", page.values))
    (link,) = kit_link(page)
    assert client.get(link).status_code == 200
    token = link.split("/")[-2]
    assert token not in str(Ambassadorship.objects.values().get())
    assert token not in client.get(change(ada)).content.decode()


def test_a_new_link_makes_the_old_one_void_at_once(client, ada):
    client.post(f"{LIST}{ada.pk}/new-link/")
    assert client.get(f"/botschafter/{ada.kit_token}/").status_code == 404


def test_that_a_link_was_issued_is_on_record_and_the_link_is_not(client, ada):
    page = Page(client, change(ada), "//section//form")
    page.take(client.post(f"{LIST}{ada.pk}/new-link/", page.values))
    entry = LogEntry.objects.get()
    assert entry.get_change_message() == "Issued a new link of the kit."
    assert kit_link(page)[0].split("/")[-2] not in f"{entry.object_repr}{entry}"


def test_several_links_are_issued_from_the_list(client, ada):
    bo = make_ambassador(person=make_person("Bo Ott"))
    page = Page(client, LIST, "//form[@id='changelist-form']")
    page.fill(action="new_links", _selected_action=[str(ada.pk), str(bo.pk)]).press("index")
    links = kit_link(page)
    assert [client.get(link).status_code for link in links] == [200, 200]
    for old in (ada, bo):
        assert client.get(f"/botschafter/{old.kit_token}/").status_code == 404


def test_looking_at_the_button_changes_nothing(client, ada):
    assert client.get(f"{LIST}{ada.pk}/new-link/").status_code == 405
    assert client.get(f"/botschafter/{ada.kit_token}/").status_code == 200


def test_whoever_may_only_look_sees_no_link_and_issues_none(client, ada):
    user = User.objects.create_user("vera", password="secret-word-1", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_ambassadorship"))
    client.force_login(user)
    assert ada.kit_token not in client.get(change(ada)).content.decode()
    assert client.post(f"{LIST}{ada.pk}/new-link/").status_code == 403
    assert client.get(f"/botschafter/{ada.kit_token}/").status_code == 200


def test_before_the_event_is_announced_the_form_says_that_the_link_waits(client, ada):
    Event.objects.update(public=False)
    page = Page(client, change(ada), FORM)
    assert "The link opens once the event is announced." in page.response.content.decode()
