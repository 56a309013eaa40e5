"""Turning the paragraphs of a text into an interview.

Each way of marking questions gives an account of the whole text (`accounts/`), the best is kept and the
next best offered (decision 0027). Then comes what stands before and after (`choosing`), and who speaks
(`guests`). Nothing is thrown away: each visible character of the paragraphs stands in one piece, in the
order of the text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from interviews.importing.formats.document import NOTHING, Document
from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account, Role
from interviews.importing.recognition.accounts.judging import accounts_of
from interviews.importing.recognition.assembling import begun, guests_of, pieces_of
from interviews.importing.recognition.choosing import choices_of
from interviews.importing.recognition.pieces import Choice, Doubt, Part, choice_of, doubts_about
from interviews.importing.recognition.recognised import RecognisedInterview
from interviews.importing.recognition.refusing import reason_to_doubt, reason_to_refuse
from interviews.importing.recognition.several import sections_of
from interviews.importing.recognition.splitting import split_paragraphs
from interviews.importing.recognition.voices.guests import interviewer_of


class NotAnInterview(ValueError):
    """The text is no interview; the message is one sentence for the editor."""


def read(
    paragraphs: Sequence[Paragraph],
    newsroom: Collection[str] = (),
    file: Document | None = None,
    *,
    way: str = "",
    known: Collection[str] = (),
) -> RecognisedInterview:
    """Recognise an interview; `newsroom` are names under which the newsroom asks, `known` others it knows.

    `file` is what the paragraphs are of: what it proposes is offered, what is to be known of it said.
    `way` asks for another account than the best, as `runner_up` named it. Raises NotAnInterview with
    one sentence if the text is none.
    """
    whole = split_paragraphs(paragraphs)
    if not any(paragraph.text for paragraph in whole):
        raise NotAnInterview(_("The text is empty."))
    account, runner_up = _account(whole, newsroom, way)
    if account.starts and Role.ANSWERS not in account.roles and len(account.starts) > 1:
        raise NotAnInterview(_("The text holds questions, but not one answer."))
    if not account.holds:
        raise NotAnInterview(
            _("This is not an interview: no questions followed by answers were found in the text.")
        )
    if reason := reason_to_refuse(whole, account):
        raise NotAnInterview(reason)
    chosen = choices_of(whole, account, file.proposals if file else NOTHING)
    return _assembled(whole, chosen, account, runner_up, file, known)


def sections(
    paragraphs: Sequence[Paragraph], newsroom: Collection[str] = ()
) -> list[Sequence[Paragraph]]:
    """Return the paragraphs of each interview, where several stand one after the other."""
    whole = split_paragraphs(paragraphs)
    account = accounts_of(whole, newsroom)[0]
    begins = sections_of(whole, account) if account.starts else [0]
    return [whole[begin:end] for begin, end in pairwise([*begins, len(whole)])]


def read_each(
    paragraphs: Sequence[Paragraph],
    newsroom: Collection[str] = (),
    file: Document | None = None,
    known: Collection[str] = (),
) -> list[RecognisedInterview]:
    """Recognise each interview of a text by itself; raises NotAnInterview as read() does."""
    parts = sections(paragraphs, newsroom)
    if len(parts) == 1:
        return [read(paragraphs, newsroom, file, known=known)]
    return [read(part, newsroom, known=known) for part in parts]


def regroup(
    paragraphs: Sequence[Paragraph],
    parts: Sequence[str],
    newsroom: Collection[str] = (),
    file: Document | None = None,
    *,
    way: str = "",
    known: Collection[str] = (),
) -> RecognisedInterview:
    """Rebuild the interview from the same paragraphs and the editor's choice for each piece.

    `parts` holds for each piece of read() a Part or NEW_QUESTION (or their values). Doubts remain
    only where the editor left things as they were. Raises ValueError if the number differs or a
    choice is unknown.
    """
    whole = split_paragraphs(paragraphs)
    choices = [choice_of(str(part)) for part in parts]
    if len(choices) != len(whole):
        message = f"{len(whole)} choices are needed, not {len(choices)}"
        raise ValueError(message)
    account, runner_up = _account(whole, newsroom, way)
    return _assembled(whole, choices, account, runner_up, file, known)


def _account(
    paragraphs: Sequence[Paragraph], newsroom: Collection[str], way: str
) -> tuple[Account, str]:
    """Return the account asked for, or the best, and the way of the next best that holds."""
    accounts = accounts_of(paragraphs, newsroom)
    account = next((a for a in accounts if a.way == way and a.holds), accounts[0])
    other = next((a.way for a in accounts if a is not account and a.holds), "")
    return account, other


def _assembled(
    paragraphs: Sequence[Paragraph],
    chosen: Sequence[Choice],
    account: Account,
    runner_up: str,
    file: Document | None,
    known: Collection[str],
) -> RecognisedInterview:
    proposals = file.proposals if file else NOTHING
    choices = begun(chosen)
    found: Sequence[Choice | None] = [None] * len(choices)
    if account.starts:
        found = choices_of(paragraphs, account, proposals)
    guests = guests_of(paragraphs, choices, account.cast, proposals.title, known)
    pieces = pieces_of(paragraphs, choices, found, account, guests)
    outside = [p.text for p in pieces if p.part in {Part.INTRO, Part.CLOSING, Part.ASIDE}]
    return RecognisedInterview(
        pieces,
        (
            *_doubts_about_all(paragraphs, account, file, guests),
            *doubts_about(pieces, proposals.title),
        ),
        guests,
        interviewer_of(outside, account.cast.names(asking=True), guests),
        account.way,
        runner_up,
        proposals,
    )


def _doubts_about_all(
    paragraphs: Sequence[Paragraph],
    account: Account,
    file: Document | None,
    guests: Sequence[str],
) -> list[Doubt]:
    """Return what is unsure of the text as a whole."""
    doubts = [Doubt(1, remark) for remark in (file.remarks if file else ())]
    if not account.starts:
        return doubts
    title = file.proposals.title if file else ""
    if reason := reason_to_doubt(paragraphs, account, title, guests):
        doubts.append(Doubt(1, reason))
    for start in sections_of(paragraphs, account)[1:]:
        message = _("Here a further interview seems to begin; it can be taken by itself.")
        doubts.append(Doubt(paragraphs[start].line, message))
    return doubts
