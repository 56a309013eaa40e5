"""Moving in from the newsroom: upload, choose, try, take over, read the report."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from blog.models import Post, Series
from disclosures.models import Notice
from moving.arriving.records import Arrival, ExportPart, Line
from tests.moving.arriving.site import NOTICE, SITE

pytestmark = pytest.mark.django_db
START = "/admin/umzug/"


@pytest.fixture
def chief():
    user = User.objects.create_user("chef", password="secret-word-1", is_staff=True)
    user.groups.add(Group.objects.get(name="Chefredaktion"))
    client = Client()
    client.force_login(user)
    return client


def sent(client, text=SITE):
    return client.post(START, {"file": SimpleUploadedFile("export.xml", text.encode())})


def chosen(form, **changes):
    values = {bound.html_name: bound.value() for bound in (*form.others(), *form.categories())}
    return {name: value for name, value in (values | changes).items() if value}


def test_an_export_is_tried_first_and_then_taken_over(chief, django_capture_on_commit_callbacks):
    response = sent(chief)
    run = Arrival.objects.get()
    assert response["Location"] == reverse("admin:moving_arrival", args=[run.pk])
    page = chief.get(response["Location"])
    assert "Team &amp; Bühne" in page.text
    assert "Nur ausprobieren" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        values = chosen(page.context["form"], **{"category-0": "series", "guests": ["berg"]})
        assert chief.post(response["Location"], values).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.rehearsal, run.done) == ("done", True, 13)
    assert not Post.objects.exists()
    report = chief.get(response["Location"])
    assert "Jetzt übernehmen" in report.text
    with django_capture_on_commit_callbacks(execute=True):
        response = chief.post(response["Location"])
    earnest = Arrival.objects.exclude(pk=run.pk).get()
    assert (earnest.state, earnest.started_by.username) == ("done", "chef")
    assert Post.objects.count() == 9
    assert Post.objects.get(slug="stueck-1").created_by.username == "chef"
    assert Series.objects.get().name == "Team & Bühne"
    assert not ExportPart.objects.exists()
    _report(chief, earnest)


def _report(chief, run):
    address = reverse("admin:moving_arrival", args=[run.pk])
    left_out = chief.get(address, {"ergebnis": "left"})
    assert "buehne.jpg" in left_out.text
    assert "Als Beitrag vom" not in left_out.text
    table = chief.get(reverse("admin:moving_report", args=[run.pk]))
    assert table["Content-Type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 1 + run.lines.count()
    line = Line.objects.get(arrival=run, kind="notice")
    chief.post(reverse("admin:moving_notice", args=[run.pk, line.pk]))
    notice = Notice.objects.order_by("-pk").first()
    assert notice.name == NOTICE.partition(":")[0]
    assert str(notice.pk) in Line.objects.get(pk=line.pk).here


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_a_run_whose_workers_died_may_go_on(chief, settings, state):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    sent(chief)
    run = Arrival.objects.get()
    address = reverse("admin:moving_arrival", args=[run.pk])
    chief.post(address, chosen(chief.get(address).context["form"]))
    Arrival.objects.update(state=state)
    for status in ("READY", "RUNNING"):
        DBTaskResult.objects.update(status=status)
        page = chief.get(address)
        assert "data-busy" in page.text
        assert 'value="Weiter"' not in page.text
    DBTaskResult.objects.update(status="FAILED")
    page = chief.get(address)
    assert "data-busy" not in page.text
    assert 'class="errornote"' in page.text
    assert 'value="Weiter"' in page.text
    chief.post(address)
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert Arrival.objects.get().state == "waiting"
    assert "data-busy" in chief.get(address).text


def test_what_is_no_export_is_refused_at_the_field(chief):
    response = sent(chief, "<html></html>")
    assert response.status_code == 422
    assert "kein Export aus WordPress" in response.text
    assert not Arrival.objects.exists()
