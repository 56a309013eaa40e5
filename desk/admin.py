"""What the desk puts in the place of the rooms' own forms."""

from typing import Any, ClassVar

from django.contrib import admin

from blog.admin.posts import PostAdmin
from blog.models import Post
from desk.checking import admin as checking_admin
from desk.composing.discussing import DiscussingMixin
from desk.composing.page import ComposedExchangeInline, ComposingMixin
from interviews.admin import ExchangeInline, InterviewAdmin
from interviews.models import Interview
from pages.models import Page
from pages.own.admin import PageAdmin

__all__ = ["ComposedInterviewAdmin", "ComposedPageAdmin", "ComposedPostAdmin", "checking_admin"]

admin.site.unregister(Post)
admin.site.unregister(Interview)
admin.site.unregister(Page)


@admin.register(Post)
class ComposedPostAdmin(DiscussingMixin, ComposingMixin, PostAdmin):
    """Posts on the composition page."""


@admin.register(Page)
class ComposedPageAdmin(ComposingMixin, PageAdmin):
    """Pages of the site's own on the composition page."""


@admin.register(Interview)
class ComposedInterviewAdmin(DiscussingMixin, ComposingMixin, InterviewAdmin):
    """Interviews on the composition page."""

    inlines: ClassVar[tuple[Any, ...]] = tuple(
        ComposedExchangeInline if inline is ExchangeInline else inline
        for inline in InterviewAdmin.inlines
    )
