"""What readers see of a piece right now, and what stands in the way of more: in sentences."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.admin.lists import STATES
from blog.disclosing.disclose import Disclosed, disclose, undisclosed
from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.history.differences import Change, Stretch, differences, stretches
from blog.history.drafting import drafted_note
from blog.models import Post
from blog.models.rows import Rows
from blog.publishing.deriving import complete
from blog.publishing.freezing import Freezing, freeze
from blog.publishing.requirements import Requirement, requirements
from forms.moments import in_words


@dataclass(frozen=True)
class PublishingState:
    """The state of one saved working copy, for the panel on its form."""

    post: Post
    # Where on the form each field stands, so that requirements can lead there.
    anchors: dict[str, str] = field(default_factory=dict)
    # What readers are told of it, where that has been decided already.
    told: Disclosed | None = None
    # Its rows as somebody types them; by default those that are stored.
    rows: Rows | None = None
    # What the working copy says, where it has been put together already.
    written: Content | None = None
    # What publishing it would freeze, where that is about to happen.
    freezing: Freezing | None = None

    @cached_property
    def editions(self) -> list[Edition]:
        """Every edition, the newest first, with its correction if it has one."""
        rows = self.post.editions.select_related("correction", "created_by")
        return list(rows.order_by("-number"))

    @cached_property
    def published(self) -> bool:
        """Tell whether it was ever published or scheduled, seen by readers or not."""
        return bool(self.live or self.scheduled or self.last) or self.post.editions.exists()

    @cached_property
    def live(self) -> Edition | None:
        """The edition that readers see now."""
        return Edition.objects.live().filter(post_id=self.post.pk).first()

    @cached_property
    def scheduled(self) -> Edition | None:
        """The edition that goes live later."""
        later = Edition.objects.scheduled().filter(post_id=self.post.pk)
        return later.order_by("starts_at").first()

    @cached_property
    def last(self) -> Edition | None:
        """The newest edition that readers have seen, live or not."""
        return Edition.objects.ever_live().filter(post_id=self.post.pk).order_by("-number").first()

    @cached_property
    def frozen(self) -> Content:
        """What readers would see of the working copy."""
        if self.freezing:
            return self.freezing.frozen
        if self.told:
            return self.told.on(self.written or self.post.content(self.rows))
        return freeze(self.post, self.rows)

    @cached_property
    def changed(self) -> bool:
        """Tell whether the working copy differs from what is published or about to be.

        A new wording in the library is no change of the piece; another notice is.
        """
        published = self.scheduled or self.live
        return published is None or _substance(self.frozen) != _substance(complete(published))

    @cached_property
    def differences(self) -> tuple[Change, ...]:
        """What readers would find changed since the last edition they saw."""
        return differences(self.last.piece, self.frozen) if self.last else ()

    @property
    def asks_what_changed(self) -> bool:
        """Tell whether the text itself is not what readers saw."""
        return any(change.substance for change in self.differences)

    def refuse_silence(self, kind_of_change: str) -> None:
        """Refuse to publish another text than readers saw without saying what the change is."""
        if self.asks_what_changed and not kind_of_change:
            raise ValidationError(_("Say what kind of change it is: a typo, a correction …?"))

    @property
    def drafted_note(self) -> str:
        """A sentence for readers about the change, drafted from the change itself."""
        return drafted_note(self.differences)

    @property
    def changed_stretches(self) -> list[tuple[str, list[list[Stretch]]]]:
        """The changes as they are shown: what, and the paragraphs cut to their changes."""
        return [
            (change.what, [stretches(block) for block in change.changed])
            for change in self.differences
        ]

    @cached_property
    def requirements(self) -> list[Requirement]:
        """What is missing, and what is worth a look."""
        content = self.written or self.post.content(self.rows)
        told = self.told or disclose(self.post, content, rows=self.rows)
        return requirements(self.post, content, told)

    @property
    def blocking(self) -> list[dict[str, object]]:
        """What prevents publishing, and where to put it right."""
        return self._led_to(blocking=True)

    @property
    def advice(self) -> list[dict[str, object]]:
        """What does not prevent publishing, and where to put it right."""
        return self._led_to(blocking=False)

    @property
    def word(self) -> str:
        """The state in one word."""
        return _("live, changed") if self.key == "changed" else str(STATES[self.key])

    @property
    def seen(self) -> bool:
        """Tell whether readers have ever seen the piece."""
        return self.last is not None

    @property
    def key(self) -> str:
        """One word for the state: draft, live, changed, scheduled, withdrawn."""
        if self.live:
            return "changed" if self.changed and not self.scheduled else "live"
        if self.scheduled:
            return "scheduled"
        return "withdrawn" if self.last else "draft"

    def sentences(self) -> list[str]:
        """Say what readers see now, what they will see, and whether changes wait."""
        said = [self._now()]
        if self.scheduled:
            moment = in_words(self.scheduled.starts_at)
            said.append(_("Scheduled for %(moment)s; it goes live by itself.") % {"moment": moment})
        published = self.scheduled or self.live
        if published and published.ends_at and published.ends_at > timezone.now():
            moment = in_words(published.ends_at)
            said.append(_("It ends on %(moment)s.") % {"moment": moment})
        if published and self.changed:
            said.append(
                _("Your changes since it was scheduled are not part of it.")
                if self.scheduled
                else _("Your changes since then are not published.")
            )
        return said

    def _led_to(self, *, blocking: bool) -> list[dict[str, object]]:
        return [
            {
                "message": requirement.message,
                "anchor": self.anchors.get(requirement.field, f"{requirement.field}-group"),
            }
            for requirement in self.requirements
            if requirement.blocking == blocking
        ]

    def _now(self) -> str:
        if self.live:
            since = {"moment": in_words(self.live.starts_at)}
            if self.scheduled or self.changed:
                return _("Live since %(moment)s.") % since
            return _("Live since %(moment)s, unchanged since.") % since
        if self.last and self.last.ends_at:
            over = {"moment": in_words(self.last.ends_at)}
            return _("Off the site since %(moment)s. Readers are told that it is gone.") % over
        return _("Draft. Readers see nothing.")


def _substance(content: Content) -> tuple[object, ...]:
    """Return content with its notices reduced to which they are, about what, and where."""
    notices = [(one.notice, one.about, one.position) for one in content.notices]
    return undisclosed(content), notices, content.labels
