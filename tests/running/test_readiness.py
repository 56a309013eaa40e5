"""What a balancer and Prometheus are told."""

import threading
from http.server import ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from background.models import Worker
from blog.publishing.publish import publish
from pages.house import probes
from running.metrics import Handler, text
from running.models import Run
from tests.making import make_post
from tests.serving import Server, free_port


@pytest.mark.django_db
def test_a_balancer_is_told_in_a_word_why_visitors_must_not_be_sent(client, settings):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["blog.example.org"], True
    said = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert (said.status_code, said.text) == (200, "ready")
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
        }
    }
    said = client.get("/readyz")
    assert (said.status_code, said.text) == (503, "cache")
    settings.MIGRATION_MODULES = {}
    if "django_migrations" in connection.introspection.table_names():
        MigrationRecorder(connection).record_unapplied("running", "0001_initial")
    probes._migrated.cache_clear()  # as a new process
    said = client.get("/readyz")
    assert (said.status_code, said.text) == (503, "migrations")


@pytest.mark.whichever_database
def test_without_a_database_nobody_is_sent_and_nothing_more_is_told(client):
    said = client.get("/readyz")  # pytest-django lets this test near no database
    assert (said.status_code, said.text) == (503, "database")
    assert client.get("/healthz").text == "ok"


@pytest.mark.django_db
def test_figures_are_in_the_form_that_prometheus_reads():
    publish(make_post("Da"), by=None)
    Worker.objects.create(name="one", seen_at=timezone.now())
    Run.objects.create(name="anchor", begun_at=timezone.now(), failed=True)
    out = StringIO()
    call_command("metrics", print=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert {"podium_workers 1", 'podium_pieces_live{kind="post"} 1', "podium_database_up 1"} < {
        *lines
    }
    assert 'podium_periodic_failed{name="anchor"} 1' in lines
    values = [line for line in lines if not line.startswith("#")]
    assert all(float(line.rpartition(" ")[2]) >= 0 for line in values)
    assert sum(line.startswith("# TYPE") for line in lines) == sum(
        "# HELP" in line for line in lines
    )


@pytest.mark.whichever_database
def test_figures_are_off_unless_asked_for_and_nothing_else_is_served():
    with pytest.raises(CommandError, match="METRICS_PORT is not set"):
        call_command("metrics")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert Server(server.server_port).get("/admin/").status == 404
        server.shutdown()


@pytest.mark.django_db
def test_figures_say_that_the_database_is_away():
    def away(*args):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        lines = text().splitlines()
    assert "podium_database_up 0" in lines
    assert not any(line.startswith("podium_workers") for line in lines)
