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


_WITHOUT = """
import sys
sys.modules.update(boto3=None, storages=None, botocore=None)
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "check"])
"""


def checked(**environment):
    """Return what `manage.py check` says where the packages of buckets are not installed."""
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60, "DATABASE_URL": "sqlite://:memory:"}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.base", "SITE_URL": "http://127.0.0.1:8000"}
    said = subprocess.run(
        [sys.executable, "-c", _WITHOUT],
        env=env | environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in said.stderr
    return said.stdout + said.stderr


def test_packages_that_a_bucket_needs_are_named_where_they_are_missing():
    told = checked(MEDIA_STORAGE="s3://bilder/site")
    assert "boto3 and storages is not installed" in told
    assert "EXTRAS=s3" in told
    assert "no issues" in checked(MEDIA_STORAGE="", MEDIA_URL="")


def test_an_address_of_pictures_that_cannot_work_is_named():
    assert "MEDIA_URL is '/bilder/'." in checked(MEDIA_STORAGE="", MEDIA_URL="/bilder/")
