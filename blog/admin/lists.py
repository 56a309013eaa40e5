"""The states of a piece, in a word each."""

from django.utils.translation import gettext_lazy

STATES = {
    "draft": gettext_lazy("draft"),
    "scheduled": gettext_lazy("scheduled"),
    "live": gettext_lazy("live"),
    "withdrawn": gettext_lazy("withdrawn"),
}
