"""The names of what a form carries besides what is typed."""

SITTING = "_sitting"  # the token of this form
VERSION = "_version"  # of the object, as it was when the form was opened
BASE = "_base"  # what the form showed when it was opened: names and values, as JSON
SEEN = "_seen"  # the version that somebody else saved and that was compared
CHOICE = "_choice-"  # before the name of a field: whose it shall be
RESTORE = "_restore"  # show what was typed once more, save nothing
HEADER = "X-Podium-Saving"  # sent by the scripts: "auto" while one writes, "press" for a button
OWN, THEIRS = "mine", "theirs"
