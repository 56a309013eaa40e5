"""Answers with one click: each records a fact about the piece that the rules had asked for.

An answer is a word, what it is about, and the answer itself, joined by colons: `tie:12:nothing`.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blog.models import Disclosure, Post, Tie
from disclosures.models import Notice
from disclosures.vocabulary import Consideration, Influence, Part
from people.models import Organisation

ANSWER = "_answer"


def record_answer(post: Post, answer: str) -> None:
    """Write down what an answer says, or raise ValidationError if it says nothing known."""
    word, _colon, rest = answer.partition(":")
    act = _ACTS.get(word)
    if act is None:
        raise ValidationError(_("This answer is not known any more. Please choose again."))
    act(post, *rest.split(":"))


# What an organisation gave for the piece, or does in it; only passing mentions are taken as unpaid.
_NOTHING: dict[str, str] = {"consideration": Consideration.NONE, "influence": Influence.NONE}
_TIES: dict[str, dict[str, str]] = {
    "nothing": _NOTHING,
    "money": {"consideration": Consideration.MONEY},
    "named": {"part": Part.NAMED, **_NOTHING},
    "quoted": {"part": Part.QUOTED, **_NOTHING},
    "subject": {"part": Part.SUBJECT},
}


def _tie(post: Post, organisation: str = "", said: str = "") -> None:
    """Record what an organisation has to do with the piece."""
    known = Organisation.objects.filter(pk=organisation) if organisation.isdecimal() else None
    row = known.first() if known else None
    if row is None or said not in _TIES:
        raise ValidationError(_("This answer is not known any more. Please choose again."))
    Tie.objects.update_or_create(post_id=post.pk, organisation=row, defaults=_TIES[said])


def _promotes(post: Post, said: str = "") -> None:
    """Record whether the piece promotes its event."""
    Post.objects.filter(pk=post.pk).update(promotes_event={"yes": True, "no": False}.get(said))


def _sources(post: Post, said: str = "") -> None:
    """Record that the piece rests on nothing external."""
    Post.objects.filter(pk=post.pk).update(no_external_sources=said == "none")


def _take_up(post: Post, key: str = "") -> None:
    """Attach a notice that the rules suggest."""
    notice = Notice.objects.filter(key=key).first()
    if notice is None:
        raise ValidationError(_("This answer is not known any more. Please choose again."))
    last = post.disclosures.order_by("-ordering").values_list("ordering", flat=True).first() or 0
    Disclosure.objects.get_or_create(
        post_id=post.pk, notice=notice, defaults={"ordering": last + 1}
    )


_ACTS: dict[str, Callable[..., None]] = {
    "tie": _tie,
    "mention": _tie,
    "promotes": _promotes,
    "sources": _sources,
    "take_up": _take_up,
}
