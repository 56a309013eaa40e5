"""What is typed into a comment, at the desk or through a link; and what a new link needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, ngettext

from blog.models import Post
from desk.commenting.comment import LONGEST, LONGEST_QUOTE, Comment
from desk.commenting.draft_link import DAYS
from interviews.models import Exchange, Interview

_SHOWN = 80  # characters of a question in a menu


class CommentForm(forms.Form):
    """A comment on a piece, one of its questions, or a passage."""

    exchange = forms.ModelChoiceField(
        Exchange.objects.none(), label=_("About"), required=False, empty_label=_("the whole piece")
    )
    quote = forms.CharField(
        label=_("Passage it is about"),
        required=False,
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, *args: Any, post: Post, owner: str = "", **kwargs: Any) -> None:
        """Offer the questions of the piece; `owner` is the form of the page that the fields belong to."""
        super().__init__(*args, **kwargs)
        self.post = post
        if isinstance(post, Interview):
            rows = post.exchanges.exclude(question="")
            self.fields["exchange"].queryset = rows  # type: ignore[attr-defined]
            self.fields["exchange"].label_from_instance = _in_short  # type: ignore[attr-defined]
        else:
            del self.fields["exchange"]
        if owner:
            for field in self.fields.values():
                field.widget.attrs["form"] = owner

    def comment(self, **whose: Any) -> Comment:
        """Return what was typed as a comment that is not saved yet."""
        typed = self.cleaned_data
        exchange = typed.get("exchange")
        about = exchange.question[:LONGEST_QUOTE] if exchange else ""
        return Comment(
            post_id=self.post.pk,
            exchange=exchange,
            quote=typed["quote"] or about,
            text=typed["text"],
            **whose,
        )


class OutsideCommentForm(CommentForm):
    """A comment of somebody without an account, who says who it is."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Say who you are.")},
    )
    field_order = ("name", "exchange", "quote", "text")

    def comment(self, **whose: Any) -> Comment:
        """Add the name."""
        return super().comment(name=self.cleaned_data["name"], **whose)


class ReplyForm(forms.Form):
    """What the newsroom says to a comment."""

    text = forms.CharField(
        label=_("Reply"),
        max_length=LONGEST,
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        """Know what it replies to; on one page stand many."""
        kwargs["prefix"] = f"reply-{comment.pk}"
        super().__init__(*args, **kwargs)
        self.comment = comment

    def reply(self, **whose: Any) -> Comment:
        """Return what was typed as a reply that is not saved yet."""
        about = self.comment
        return Comment(
            post_id=about.post_id, reply_to=about, text=self.cleaned_data["text"], **whose
        )


class LinkForm(forms.Form):
    """For whom a link is, and for how long."""

    shown_to = forms.CharField(
        label=_("For whom"),
        max_length=120,
        error_messages={"required": _("Say for whom the link is.")},
    )
    days = forms.TypedChoiceField(
        label=_("Opens for"),
        coerce=int,
        initial=DAYS[1],
        choices=lambda: [(days, ngettext("%d day", "%d days", days) % days) for days in DAYS],
    )

    def __init__(self, *args: Any, owner: str = "", **kwargs: Any) -> None:
        """Know the form of the page that the fields belong to."""
        super().__init__(*args, **kwargs)
        if owner:
            for field in self.fields.values():
                field.widget.attrs["form"] = owner


def _in_short(exchange: Exchange) -> str:
    words = exchange.question
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
