from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from blog.counts.readings import Reading
from tests.making import make_post

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_readers_at_the_same_moment_are_all_counted():
    post, day, together = make_post(), timezone.localdate(), Barrier(4)

    def read():
        together.wait()
        for _time in range(5):
            Reading.objects.add_one(day=day, post_id=post.pk)
        connection.close()

    threads = [Thread(target=read) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.number for row in Reading.objects.all()] == [20]


def test_there_is_one_row_a_day_for_each_piece_and_one_statement_a_reader(
    django_assert_num_queries,
):
    first, second = make_post(), make_post()
    for day in (date(2026, 11, 23), date(2026, 11, 24)):
        for post in (first, second):
            Reading.objects.add_one(day=day, post_id=post.pk)
    with django_assert_num_queries(1):
        Reading.objects.add_one(day=date(2026, 11, 24), post_id=second.pk)
    Reading.objects.add_one("finished", day=date(2026, 11, 24), post_id=second.pk)
    assert list(Reading.objects.order_by("pk").values_list("number", "finished")) == [
        (1, 0),
        (1, 0),
        (1, 0),
        (2, 1),
    ]
