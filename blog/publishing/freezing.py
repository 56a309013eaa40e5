"""From a working copy to everything that readers would see of it."""

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.utils import timezone, translation

from blog.disclosing.disclose import Disclosed, disclose
from blog.editions.content import Content
from blog.models import Post
from blog.models.rows import Rows
from blog.publishing.bulk import Bulk
from blog.publishing.requirements import Requirement, requirements


class Freezing:
    """A working copy as publishing would freeze it for a moment: its rows read and judged once, when asked for.

    Without a moment it is now; without rows they are the stored ones. `bulk`: it is one of many.
    """

    def __init__(
        self,
        post: Post,
        rows: Rows | None = None,
        *,
        at: datetime | None = None,
        bulk: Bulk | None = None,
    ) -> None:
        """Read nothing yet."""
        self.post, self.at, self.bulk = post, at or timezone.now(), bulk
        self.rows = rows or Rows(post)

    @cached_property
    def content(self) -> Content:
        """What it says, notices aside."""
        return self.post.content(self.rows)

    @cached_property
    def told(self) -> Disclosed:
        """What readers are told of it, with reasons in the newsroom's language."""
        known = self.bulk.known(self.at) if self.bulk else {}
        with translation.override(settings.LANGUAGE_CODE):
            return disclose(self.post, self.content, self.at, rows=self.rows, **known)

    @cached_property
    def frozen(self) -> Content:
        """What it says together with what readers are told of it."""
        return self.told.on(self.content)

    @property
    def requirements(self) -> list[Requirement]:
        """What is missing, and what is worth a look."""
        return requirements(self.post, self.content, self.told)


def freeze(post: Post, rows: Rows | None = None) -> Content:
    """Return what publishing the working copy now would freeze, with its stored rows or with these."""
    return Freezing(post, rows).frozen
