"""The newsroom's forms for posts, series and topics; interviews build on the same."""

from blog.admin.accounts import AccountAdmin
from blog.admin.clicks import ClickOutAdmin
from blog.admin.library import SeriesAdmin, TagAdmin
from blog.admin.notices import LibraryAdmin
from blog.admin.posts import PostAdmin, WorkingCopyAdmin
from blog.admin.readings import ReadingAdmin
from blog.admin.waivers import WaiverAdmin

__all__ = [
    "AccountAdmin",
    "ClickOutAdmin",
    "LibraryAdmin",
    "PostAdmin",
    "ReadingAdmin",
    "SeriesAdmin",
    "TagAdmin",
    "WaiverAdmin",
    "WorkingCopyAdmin",
]
