"""`python -m tests.upgrade.upgraded ADDRESS …`: bring a database to the present, prove it, read it.

A process of its own, as an upgrade is. Prints JSON: what each address answers, and how many editions
stand in the database with their content as it was.
"""

import json
import os
import sys

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client

_BYTES = "SELECT id, content, sha256, chain FROM blog_edition ORDER BY id"


def main(addresses: list[str]) -> None:
    """Migrate, verify, ask; an edition whose bytes have changed is a failure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    before = _editions()
    call_command("migrate", verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)
    call_command("verify_editions", stdout=sys.stderr)  # exits 1 if anything differs
    reader = Client()
    answers = {address: reader.get(address) for address in addresses}
    report = {
        "editions": len(before),
        "same": _editions() == before,
        "answers": {address: answer.status_code for address, answer in answers.items()},
        "locations": {
            address: answer.headers["Location"]
            for address, answer in answers.items()
            if "Location" in answer.headers
        },
    }
    print(json.dumps(report))  # noqa: T201


def _editions() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_BYTES)
        return cursor.fetchall()


if __name__ == "__main__":
    main(sys.argv[1:])
