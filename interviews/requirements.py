"""What an interview needs before it can be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from blog.publishing.requirements import Requirement
from interviews.freezing import freeze_exchanges, is_authorised

if TYPE_CHECKING:
    from interviews.models import Interview


def interview_requirements(interview: Interview) -> list[Requirement]:
    """Return what is missing: people, questions, an answer to each, the agreed sign-off."""
    return [*_people(interview), *_exchanges(interview), *_sign_off(interview)]


def _people(interview: Interview) -> list[Requirement]:
    roles = set(interview.credits.values_list("role", flat=True))
    found = []
    if "interviewee" not in roles:
        found.append(
            Requirement("interviewee", _("Nobody is named as the interviewee."), "credits")
        )
    if not roles & {"interviewer", "author"}:
        found.append(
            Requirement(
                "interviewer",
                _("Nobody is named as the interviewer."),
                "credits",
                blocking=False,
            )
        )
    return found


def _exchanges(interview: Interview) -> list[Requirement]:
    exchanges = freeze_exchanges(interview)
    if not exchanges:
        return [Requirement("questions", _("There is no question yet."), "exchanges")]
    found = []
    for exchange in exchanges:
        if not exchange["question"]:
            found.append(
                Requirement("question", _("The first answer has no question."), "exchanges")
            )
        if not exchange["answers"]:
            message = _("Question %(number)s has no answer.") % {"number": exchange["number"]}
            found.append(Requirement("answer", message, "exchanges"))
    return found


def _sign_off(interview: Interview) -> list[Requirement]:
    if interview.authorisation_agreed != "full" or is_authorised(interview):
        return []
    if interview.authorisations.exists():
        message = _("The text has changed since it was signed off.")
    else:
        message = _("Sign-off was agreed, but nobody has signed off this text yet.")
    return [Requirement("sign_off", message, "authorisations")]
