"""What an interview needs before it can be published."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from blog.editions.content import Content
from blog.publishing.requirements import Requirement, requirements_of_kind
from interviews.models import Interview


@requirements_of_kind.register
def interview_requirements(interview: Interview, content: Content) -> list[Requirement]:
    """Return what is missing: people, questions, an answer to each; the rules ask for sign-offs."""
    return [*_people(content), *_exchanges(content)]


def _people(content: Content) -> Iterator[Requirement]:
    roles = {credit.role for credit in content.credits}
    if "interviewee" not in roles:
        yield Requirement("interviewee", _("Nobody is named as the interviewee."), "credits")
    if not roles & {"interviewer", "author"}:
        message = _("Nobody is named as the interviewer.")
        yield Requirement("interviewer", message, "credits", blocking=False)


def _exchanges(content: Content) -> Iterator[Requirement]:
    if not content.exchanges:
        yield Requirement("questions", _("There is no question yet."), "exchanges")
    for exchange in content.exchanges:
        if not exchange.question:
            yield Requirement("question", _("The first answer has no question."), "exchanges")
        if not exchange.answers:
            message = _("Question %(number)s has no answer.") % {"number": exchange.number}
            yield Requirement("answer", message, "exchanges")
