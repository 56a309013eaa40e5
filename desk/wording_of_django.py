"""Words of Django's admin that Podium says in its own way, or that Django's German lacks.

Nothing reads them from here: named once, they stand in Podium's catalogue, which comes before Django's.
"""

from django.utils.translation import gettext_noop

WORDING = (
    gettext_noop("Save and add another"),
    gettext_noop("Save and continue editing"),
    gettext_noop("Save and view"),
    gettext_noop("Save as new"),
    gettext_noop("Search %(name)s"),
)
