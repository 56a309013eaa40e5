"""The newsroom's forms for posts, series and topics; interviews build on the same."""

from blog.admin import accounts, clicks, library, notices, posts, readings, waivers

__all__ = ["accounts", "clicks", "library", "notices", "posts", "readings", "waivers"]
