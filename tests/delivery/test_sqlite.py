"""Readers do not wait for writers, not even for the first page of a process."""

import threading

import pytest
from django.db import connection, transaction

from blog.editions.edition import Edition
from blog.gathered import Gathered
from blog.models import Correction
from blog.prepared import A_NUMBER, Prepared
from blog.publishing.publish import publish
from tests.making import make_post


@pytest.mark.django_db(transaction=True)
def test_a_query_with_json_is_put_together_while_somebody_writes():
    edition = publish(make_post(), by=None)
    notes = Gathered(Correction.objects.all(), "post", of="post")
    ask = Prepared(
        lambda pk: Edition.objects.filter(pk=pk).annotate(notes=notes.column()), pk=A_NUMBER
    )
    found = []

    def read():
        try:
            found.extend(row.pk for row in ask(pk=edition.pk))
        finally:
            connection.close()

    with transaction.atomic():
        make_post("Noch einer")
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=10)
    assert found == [edition.pk]
