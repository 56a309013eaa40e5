from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from blog.counts.clicks import ClickOut
from events.models import Ambassadorship
from tests.making import make_event, make_offer, make_person, make_post

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_time_are_all_counted():
    offer, day, together = make_offer(make_event()), timezone.localdate(), Barrier(4)

    def click():
        together.wait()
        for _time in range(5):
            ClickOut.objects.count_one(day, offer)
        connection.close()

    threads = [Thread(target=click) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.number for row in ClickOut.objects.all()] == [20]


def test_one_row_a_day_for_each_way_to_each_offer():
    offer, post = make_offer(make_event()), make_post()
    stands = Ambassadorship.objects.create(event=offer.event, person=make_person(), code="BO10")
    for day in (date(2026, 11, 23), date(2026, 11, 24)):
        for origin in ({}, {"post": post.pk}, {"post": post.pk, "ambassadorship": stands.pk}):
            for _time in range(3):
                ClickOut.objects.count_one(day, offer, **origin)
    assert [row.number for row in ClickOut.objects.all()] == [3] * 6
