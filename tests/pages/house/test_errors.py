"""Pages of failure link what collecting static files named, which is kept for a year, and new when it changes."""

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.template.loader import render_to_string


class Named(StaticFilesStorage):
    """Gives every file a name of this release."""

    def url(self, name):
        """Return the address under that name."""
        return super().url(f"release-7/{name}")


@pytest.mark.parametrize("template", ["500.html", "503.html", "unsaved.html"])
def test_they_name_the_stylesheet_of_this_release(settings, template):
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": f"{__name__}.Named"}}
    assert 'href="/static/release-7/site/site.css"' in render_to_string(template)
