"""What the scripts say, in the language of the account; gaps in braces."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Return their sentences by name."""
    return {
        "saving": _("Saving …"),
        "offline": _(
            "No connection since {time}; kept in this browser, and saved by itself later."
        ),
        "failed": _("This could not be saved. Press “Save” to see why."),
        "mistakes": _("Not saved: please correct what is marked."),
        "signedOut": _("You are signed out. What you wrote is kept here."),
        "signIn": _("Sign in again; the form behind this stays as it is."),
        "signInHere": _("Sign in"),
        "otherAccount": _(
            "This is another account than the one that wrote here. Sign in with that one."
        ),
        "later": _("Later"),
        "compare": _("Compare and put together"),
        "found": _("This browser kept something of {time} that has not been saved."),
        "show": _("Show it"),
        "question": _("Question"),
        "throwAway": _("Throw it away"),
    }
