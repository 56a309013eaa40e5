"""The newsroom's own addresses, within the admin and behind its sign-in.

Each package of the room names its addresses in a module of its own; here they are only included.
"""

from django.urls import URLPattern

from desk.deleting import urls as deleting
from desk.pictures import urls as pictures
from desk.pieces import urls as pieces
from desk.saving import urls as saving
from desk.search import urls as search
from desk.start import urls as start
from moving.arriving import urls as arriving

# For the admin site, each already behind its sign-in (`admin.site.admin_view`).
urlpatterns: list[URLPattern] = [
    pattern
    for package in (start, pieces, search, saving, deleting, pictures, arriving)
    for pattern in package.urls()
]
