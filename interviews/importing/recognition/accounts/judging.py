"""Which account of a text explains it best.

Every way of marking questions gives one account of the whole text. Its worth is the sum over its
questions of how reliable the marks are (a label more than bold type) and of how much each sounds like
a question, less what it leaves unanswered or unexplained; a numbered list within an answer, whose
items ask nothing, is therefore never worth it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import BARE, Account, Role
from interviews.importing.recognition.accounts.lines import (
    NAMED,
    OPENING,
    bare_account,
    opening_account,
)
from interviews.importing.recognition.accounts.looks import look_accounts
from interviews.importing.recognition.accounts.numbers import numbered_account
from interviews.importing.recognition.accounts.roles import is_call
from interviews.importing.recognition.accounts.turns import turns_account
from interviews.importing.recognition.around.comments import comments_from
from interviews.importing.recognition.asking import asks
from interviews.importing.recognition.voices.first_answer import named_first
from interviews.importing.recognition.voices.speakers import Cast, cast_of


def accounts_of(paragraphs: Sequence[Paragraph], newsroom: Collection[str]) -> list[Account]:
    """Return the accounts that differ, the best first; even that may not hold.

    What readers wrote below is outside in each of them.
    """
    whole, paragraphs = paragraphs, paragraphs[: comments_from(paragraphs)]
    cast = cast_of(paragraphs, newsroom)
    proposed = [
        turns_account(paragraphs, cast),
        opening_account(paragraphs, cast),
        numbered_account(paragraphs),
        *look_accounts(paragraphs),
        bare_account(paragraphs),
    ]
    for account in proposed:
        _introduce(account, cast)
    ranked = sorted(proposed, key=lambda account: (account.holds, account.worth), reverse=True)
    different: dict[tuple[Role, ...], Account] = {}
    for account in ranked:
        different.setdefault(tuple(account.roles), account)
    for account in different.values():
        _name_first(account, paragraphs)
        _flag_missed(account, paragraphs)
        _flag_glued(account, paragraphs)
        account.roles += [Role.OUTSIDE] * (len(whole) - len(paragraphs))
    return list(different.values())


def _introduce(account: Account, cast: Cast) -> None:
    """Take the names of the first turns for an account whose marks go on where the names end."""
    named = sorted(cast.turns)
    if account.spoken or cast.labelled or not account.starts or not 2 <= len(named) <= OPENING:
        return
    fits = (
        account.roles[i] is (Role.ASKS if cast.turns[i].asking else Role.ANSWERS) for i in named
    )
    if named[0] == account.starts[0] and cast.turns[named[0]].asking and all(fits):
        account.cast = cast
        account.worth += NAMED * sum(cast.turns[index].asking for index in named)


def _name_first(account: Account, paragraphs: Sequence[Paragraph]) -> None:
    """Take the name before the first answer, where no other turn carries one."""
    if account.cast.turns or not account.starts or Role.ANSWERS not in account.roles:
        return
    account.cast = named_first(paragraphs, account.starts[0], account.roles.index(Role.ANSWERS))


def _flag_glued(account: Account, paragraphs: Sequence[Paragraph]) -> None:
    """Doubt the questions that were cut off from their answer."""
    for index in account.starts:
        if paragraphs[index].glued:
            message = _("This question and its answer stood in one paragraph.")
            account.doubts.setdefault(index, message)


def _flag_missed(account: Account, paragraphs: Sequence[Paragraph]) -> None:
    """Doubt the paragraphs within answers that ask like a question of their own would."""
    for index in range(1, len(paragraphs) - 1):
        if account.roles[index] is not Role.ANSWERS or index in account.cast.turns:
            continue
        text = paragraphs[index].text
        short = len(text) <= 300 and paragraphs[index].style != "list"
        follows = account.roles[index + 1] is Role.ANSWERS and paragraphs[index + 1].text
        if short and follows and asks(text) >= BARE and not is_call(text):
            account.doubts.setdefault(index, _("This may be a question of its own."))
