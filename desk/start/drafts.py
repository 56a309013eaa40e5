"""Where somebody goes on writing: the last drafts of one's own, and imports that were begun."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from blog.disclosing.disclose import disclose
from blog.publishing.requirements import requirements
from desk.pieces.filters import visible
from desk.pieces.listed import Piece
from desk.pieces.rows import form_of
from desk.pieces.states import states_of
from interviews.models import Manuscript

MOST = 5
_LOOKED_AT = 40  # of one's own pieces, the last saved first
GO_ON = "#weiter"  # static/desk/resume.js puts the cursor where it was


@dataclass(frozen=True)
class Begun:
    """Something to go on with: a piece that is not published as it stands, or an import."""

    title: str
    address: str
    touched: datetime
    state: str
    word: str
    last_sentence: str = ""
    words: int = 0
    missing: tuple[str, ...] = ()


def begun_by(user: User) -> list[Begun]:
    """Return the last five things that somebody began and did not finish."""
    found = [*_pieces(user), *_imports(user)]
    return sorted(found, key=lambda one: one.touched, reverse=True)[:MOST]


def _pieces(user: User) -> list[Begun]:
    own = visible(Piece.objects.filter(created_by=user), user)[:_LOOKED_AT]
    states = states_of(own)
    open_ones = [piece for piece in own if states[piece.post_id].key in ("draft", "changed")]
    return [
        Begun(
            piece.title,
            f"{form_of(piece)}{GO_ON}",
            piece.saved_at,
            states[piece.post_id].key,
            states[piece.post_id].word,
            piece.last_sentence,
            piece.words,
            missing(piece),
        )
        for piece in open_ones[:MOST]
    ]


def missing(piece: Piece) -> tuple[str, ...]:
    """Return what keeps a piece from being published, in the language of the page.

    Worked out when first asked for and kept with its row until something about the piece changes.
    """
    language = translation.get_language() or "de"
    if language not in piece.missing:
        post = piece.post.as_its_kind()
        content = post.content()
        found = requirements(post, content, disclose(post, content))
        piece.missing[language] = [str(one.message) for one in found if one.blocking]
        Piece.objects.filter(pk=piece.pk, saved_at=piece.saved_at).update(missing=piece.missing)
    return tuple(piece.missing[language])


def _imports(user: User) -> list[Begun]:
    begun = Manuscript.objects.filter(interviews=None, uploaded_by=user).defer("data")
    return [
        Begun(
            manuscript.filename,
            reverse("admin:interviews_interview_from_manuscript", args=[manuscript.pk]),
            manuscript.uploaded_at,
            "draft",
            _("import begun"),
        )
        for manuscript in begun[:MOST]
        if user.has_perm("interviews.add_manuscript")
    ]
