"""What an interview needs before it can be published."""

from django.utils.translation import gettext_lazy as _

from blog.editions.content import Content
from blog.publishing.requirements import Requirement, requirements_of_kind
from interviews.models import Interview


@requirements_of_kind.register
def interview_requirements(interview: Interview, content: Content) -> list[Requirement]:
    """Return what is missing: people, questions, an answer to each, the agreed sign-off."""
    return [*_people(content), *_exchanges(content), *_sign_off(interview, content)]


def _people(content: Content) -> list[Requirement]:
    roles = {credit.role for credit in content.credits}
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


def _exchanges(content: Content) -> list[Requirement]:
    if not content.exchanges:
        return [Requirement("questions", _("There is no question yet."), "exchanges")]
    found = []
    for exchange in content.exchanges:
        if not exchange.question:
            found.append(
                Requirement("question", _("The first answer has no question."), "exchanges")
            )
        if not exchange.answers:
            message = _("Question %(number)s has no answer.") % {"number": exchange.number}
            found.append(Requirement("answer", message, "exchanges"))
    return found


def _sign_off(interview: Interview, content: Content) -> list[Requirement]:
    signed = content.interview is not None and content.interview.authorised
    if interview.authorisation_agreed != Interview.AuthorisationAgreed.FULL or signed:
        return []
    if interview.authorisations.exists():
        message = _("The text has changed since it was signed off.")
    else:
        message = _("Sign-off was agreed, but nobody has signed off this text yet.")
    return [Requirement("sign_off", message, "authorisations")]
