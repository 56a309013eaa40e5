import pytest

from blog.publishing.publish import publish
from tests.making import make_interview, make_person
from tests.pages.schema_org import one, problems, referred
from tests.pages.structured_data.world import World, visit

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]


def test_an_interview_is_by_who_asked_with_questions_as_its_parts(client):
    world = World()
    page = visit(client, world.interview)
    post = one(page, "BlogPosting")
    home = "http://testserver/interviews/fragen/"
    guest = {"@id": "http://testserver/personen/falk-gast/#person"}
    (asked,) = post["author"]
    assert referred(page, asked)["name"].startswith("Person ")
    assert post["contributor"] == [guest]
    assert post["genre"] == ["Interview"]
    assert "mainEntity" not in post
    assert post["hasPart"][0] == {
        "@type": "Question",
        "@id": f"{home}#frage-1",
        "position": 1,
        "name": "Was heißt „hybrid“?",
        "text": "Was heißt „hybrid“?",
        "author": [asked],
        "acceptedAnswer": {
            "@type": "Answer",
            "text": "Zwei Räume. Z. B. einer im Netz.\nUnd eine Zeit.",
            "author": guest,
        },
    }
    assert [part["acceptedAnswer"]["text"] for part in post["hasPart"][1:]] == [
        "Licht: 20 Euro\nTon\nMehr nicht.",
        "Schluss.",
    ]
    assert post["hasPart"][2]["name"] == "Und <b>danach</b> & später?"
    assert all(f'id="{part["@id"].removeprefix(home + "#")}"' in page for part in post["hasPart"])


def test_two_guests_each_give_their_own_answer(client):
    interview = make_interview(slug="zwei")
    second = make_person("Ida Zweite")
    interview.credits.create(person=second, role="interviewee", ordering=3)
    interview.exchanges.create(ordering=2, question="", answer="<p>Auch.</p>", answered_by=second)
    publish(interview, by=None)
    page = visit(client, interview)
    first, other = one(page, "BlogPosting")["hasPart"][0]["acceptedAnswer"]
    assert "author" not in first
    assert other["author"] == {"@id": "http://testserver/personen/ida-zweite/#person"}
    assert problems(page) == []


def test_where_nobody_is_named_for_the_questions_the_house_asked(client):
    interview = make_interview()
    interview.credits.filter(role="interviewer").delete()
    publish(interview, by=None)
    page = visit(client, interview)
    post = one(page, "BlogPosting")
    house = {"@id": "http://testserver/#organization"}
    assert post["author"] == post["hasPart"][0]["author"] == house
    assert problems(page) == []
