"""Posts on social networks about a piece: entered once they are there, and shown without a new edition."""

from functools import partial
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from blog.admin.commands import CommandsMixin
from blog.editions.edition import Edition
from blog.models import Discussion, Post
from disclosures.trail import Action, record

MOST = 10  # of one piece


class DiscussionsForm(forms.Form):
    """Addresses, one a line: as they are copied from a browser."""

    addresses = forms.CharField(
        label=gettext_lazy("Addresses of the posts, one on each line"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(
            attrs={"rows": 6, "class": "vLargeTextField", "inputmode": "url", "spellcheck": "false"}
        ),
        help_text=gettext_lazy(
            "Of our own posts on Mastodon, LinkedIn, Bluesky and others. What stands here is a plain link:"
            " nothing is loaded from there."
        ),
    )

    def clean_addresses(self) -> list[str]:
        """Check every line and name those that lead nowhere."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        addresses = list(dict.fromkeys(filter(None, lines)))
        field, errors = Discussion._meta.get_field("address"), []
        for number, line in enumerate(lines, start=1):
            try:
                field.clean(line, None) if line else None
            except ValidationError as refused:
                words = {"number": number, "words": " ".join(refused.messages)}
                errors.append(_("Line %(number)s: %(words)s") % words)
        if len(addresses) > MOST:
            errors.append(_("That is more than %(most)s addresses.") % {"most": MOST})
        if errors:
            raise ValidationError(errors)
        return addresses


class DiscussingMixin(CommandsMixin):
    """The page on which they are entered, for those who may publish."""

    def get_urls(self) -> list[URLPattern]:
        """Add its address."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_discussions"
        view = self.admin_site.admin_view(self.discussions_view)
        return [path("<path:object_id>/discussions/", view, name=name), *super().get_urls()]

    def discussions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the addresses there are; on POST put those that were typed in their place."""
        post = self._piece(request, object_id)
        known = SimpleLazyObject(lambda: "\n".join(_addresses(post)))

        def act(form: forms.Form) -> str:
            typed = form.cleaned_data["addresses"]
            name_discussions(post, typed, by=cast(User, request.user))
            if not typed:
                return _("The piece leads to no posts on networks.")
            return ngettext(
                "The piece leads to %(number)s post on networks.",
                "The piece leads to %(number)s posts on networks.",
                len(typed),
            ) % {"number": len(typed)}

        words = {
            "title": _("Posts on networks: %(title)s") % {"title": post.title},
            "explanation": _(
                "Readers find them below the text, beside the way to write to the newsroom. They see them"
                " at once: no new edition is needed."
            ),
            "button": _("Save"),
        }
        form = partial(DiscussionsForm, initial={"addresses": known})
        return self._ask(request, post, form, words, act)

    def ways_after(self, post: Post, edition: Edition) -> SafeString:
        """Lead from what was just published to where its posts are entered."""
        return format_html(
            '{} · <a href="{}">{}</a>',
            super().ways_after(post, edition),
            self._discussions_address(post),
            _("Name its posts on networks"),
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Lead there from the form."""
        if post := context.get("original"):
            context = {**context, "discussions": self._discussions_address(post)}
        return super().render_change_form(request, context, *args, **kwargs)

    def _discussions_address(self, post: Post) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_discussions"
        return reverse(name, args=[post.pk])


@transaction.atomic
def name_discussions(post: Post, addresses: list[str], *, by: User) -> None:
    """Have a piece lead to these posts and no others; what changed goes on record."""
    Post.objects.select_for_update().get(pk=post.pk)
    if _addresses(post) == addresses:
        return
    post.discussions.all().delete()
    Discussion.objects.bulk_create(
        Discussion(post_id=post.pk, ordering=place, address=address)
        for place, address in enumerate(addresses, start=1)
    )
    record(post, Action.DISCUSS, actor=by, facts={"addresses": addresses})


def _addresses(post: Post) -> list[str]:
    return list(Discussion.objects.filter(post=post.pk).values_list("address", flat=True))
