import pytest

from blog.publishing.publish import publish
from tests.making import make_post
from tests.media.pictures import saved_image
from tests.pages.schema_org import one, problems
from tests.pages.structured_data.world import visit

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]


def test_a_picture_has_credit_and_an_ai_picture_its_origin(client):
    made = saved_image(
        credit="Werkzeug",
        digital_source_type="trainedAlgorithmicMedia",
        generated_by="Bildmaschine 3",
        photorealistic=True,
        depicts_real="event",
    )
    post = make_post(image=made)
    publish(post, by=None)
    page = visit(client, post)
    picture = one(page, "ImageObject")
    assert picture["creditText"] == "Werkzeug"
    origin = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert picture["digitalSourceType"] == origin
    assert problems(page) == []


def test_how_a_plain_photograph_came_about_is_told_to_nobody(client):
    post = make_post(image=saved_image(credit="Ana Licht", licence="Pressefoto"))
    publish(post, by=None)
    picture = one(visit(client, post), "ImageObject")
    assert not picture.keys() & {"digitalSourceType", "license"}
