"""Numbered lines as questions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account, Role
from interviews.importing.recognition.accounts.lines import is_bare
from interviews.importing.recognition.accounts.numbering import numbered_starts
from interviews.importing.recognition.accounts.roles import is_call, laid_out
from interviews.importing.recognition.markers import number_of


def numbered_account(paragraphs: Sequence[Paragraph]) -> Account:
    """Read the best run of numbers as the questions."""
    starts = [i for i in numbered_starts(paragraphs) if not is_call(paragraphs[i].text)]
    account = laid_out(paragraphs, "numbered", 0.35, starts, lambda _paragraph: False)
    numbers = [(number_of(paragraphs[i]), i) for i in starts]
    for (marker, above), (following, below) in pairwise(numbers):
        if not marker or not following or marker.number is None or following.number is None:
            continue
        if following.number - marker.number == 2:
            _fill_gap(account, paragraphs, above, below)
    return account


def _fill_gap(account: Account, paragraphs: Sequence[Paragraph], above: int, below: int) -> None:
    """Take the one bare question between 3) and 5) for the fourth, with a doubt."""
    found = [i for i in range(above + 2, below - 1) if is_bare(paragraphs, i)]
    if len(found) == 1:
        account.roles[found[0]] = Role.ASKS
        account.doubts[found[0]] = _("This line without a number is taken for a question.")
    else:
        account.doubts[below] = _("A number is missing before this question.")
