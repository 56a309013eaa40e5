"""Production settings, with the constant view to compare with."""

from config.settings.base import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
