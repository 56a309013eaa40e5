"""Answers with one click: each records a fact about the piece that the rules had asked for.

An answer is a word, what it is about, and the answer itself, joined by colons: `tie:12:nothing`. Who says
“nothing” is the evidence of it, with the day (§ 5a (4) UWG: a “no” wants showing).
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Disclosure, Post, Tie
from disclosures.models import Notice
from disclosures.vocabulary import Bearing, Consideration, Influence, Part, ReleaseUse
from people.models import Organisation
from prose.typography import date_range

ANSWER = "_answer"


def record_answer(post: Post, answer: str, *, by: User) -> None:
    """Write down what an answer says, or raise ValidationError if it says nothing known."""
    word, _colon, rest = answer.partition(":")
    act = _ACTS.get(word)
    if act is None:
        raise _unknown()
    act(post, by, *rest.split(":"))


def _unknown() -> ValidationError:
    return ValidationError(_("This answer is not known any more. Please choose again."))


# What an organisation gave for the piece, or does in it; only passing mentions are taken as unpaid.
_NOTHING: dict[str, str] = {"consideration": Consideration.NONE, "influence": Influence.NONE}
_TIES: dict[str, dict[str, str]] = {
    "nothing": _NOTHING,
    "money": {"consideration": Consideration.MONEY},
    "goods": {"consideration": Consideration.GOODS},
    "travel": {"consideration": Consideration.TRAVEL},
    "promised": {"consideration": Consideration.PROMISED},
    "named": {"part": Part.NAMED, **_NOTHING},
    "quoted": {"part": Part.QUOTED, **_NOTHING},
    "subject": {"part": Part.SUBJECT},
}


def _tie(post: Post, by: User, organisation: str = "", said: str = "") -> None:
    """Record what an organisation has to do with the piece."""
    known = Organisation.objects.filter(pk=organisation) if organisation.isdecimal() else None
    row = known.first() if known else None
    if row is None or said not in _TIES:
        raise _unknown()
    tie, _new = Tie.objects.update_or_create(
        post_id=post.pk, organisation=row, defaults=_TIES[said]
    )
    if tie.consideration == Consideration.NONE and not tie.evidence:
        tie.evidence = _("according to %(name)s, %(day)s") % {
            "name": by.get_full_name() or by.get_username(),
            "day": date_range(timezone.localdate(), None, settings.LANGUAGE_CODE),
        }
        tie.save(update_fields=["evidence"])


def _promotes(post: Post, by: User, said: str = "", because: str = "") -> None:
    """Record whether the piece promotes its event, and if not, why."""
    reasons = {
        "topic": _("It is about something else."),
        "report": _("It reports what happened there."),
        "critical": _("It looks at it critically."),
    }
    if said not in ("yes", "no") or (said == "no" and because not in reasons):
        raise _unknown()
    Post.objects.filter(pk=post.pk).update(
        promotes_event=said == "yes", reports_because=reasons.get(because, "")
    )


def _release(post: Post, by: User, said: str = "") -> None:
    """Record what was made of a press release."""
    if said not in ReleaseUse:
        raise _unknown()
    Post.objects.filter(pk=post.pk).update(release_use=said)


def _political(post: Post, by: User, said: str = "") -> None:
    """Record whether the piece is political advertising."""
    if said not in ("yes", "no"):
        raise _unknown()
    Post.objects.filter(pk=post.pk).update(is_political=said == "yes")


def _benefit(post: Post, by: User, declaration: str = "", said: str = "") -> None:
    """Record for what somebody received a benefit that they declare."""
    row = post.declarations.filter(pk=declaration) if declaration.isdigit() else None
    if said not in Bearing or row is None or not row.update(bearing=said):
        raise _unknown()


def _sources(post: Post, by: User, said: str = "") -> None:
    """Record that the piece rests on nothing external."""
    Post.objects.filter(pk=post.pk).update(no_external_sources=said == "none")


def _take_up(post: Post, by: User, key: str = "") -> None:
    """Attach a notice that the rules suggest, if one may attach any."""
    if not by.has_perm("blog.add_disclosure"):
        raise PermissionDenied
    notice = Notice.objects.filter(key=key).first()
    if notice is None:
        raise _unknown()
    last = post.disclosures.order_by("-ordering").values_list("ordering", flat=True).first() or 0
    Disclosure.objects.get_or_create(
        post_id=post.pk, notice=notice, defaults={"ordering": last + 1}
    )


_ACTS: dict[str, Callable[..., None]] = {
    "tie": _tie,
    "mention": _tie,
    "promotes": _promotes,
    "release": _release,
    "political": _political,
    "benefit": _benefit,
    "sources": _sources,
    "take_up": _take_up,
}
