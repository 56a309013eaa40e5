"""The site at a fixed moment, so that pictures of it stay the same.

Granian serves `tests.fixed_time:application`; `python -m tests.fixed_time load_demo` runs a command
of manage.py at that moment.
"""

import os
import sys
from datetime import UTC, datetime

import time_machine
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
time_machine.travel(MOMENT, tick=True).start()

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
else:
    application = get_wsgi_application()
