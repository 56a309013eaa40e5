"""What the settings make of the environment; each time in a process of its own."""

import json
import os
import subprocess
import sys


def databases(url):
    """Return the default database as Django is told of it."""
    telling = "import json; from django.conf import settings; print(json.dumps(settings.DATABASES))"
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60, "DATABASE_URL": url}
    env["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    said = subprocess.run([sys.executable, "-c", telling], env=env, check=True, capture_output=True)
    return json.loads(said.stdout)["default"]


def test_what_libpq_knows_may_stand_in_the_address_of_the_database():
    options = databases("postgres://podium@db.example/blog?sslmode=require")["OPTIONS"]
    assert options["sslmode"] == "require"
    assert options["connect_timeout"] == 2


def test_the_address_decides_over_what_is_set_for_any_database():
    database = databases("postgres://podium@db.example/blog?connect_timeout=5&conn_max_age=0")
    assert database["OPTIONS"]["connect_timeout"] == 5
    assert database["CONN_MAX_AGE"] == 0
