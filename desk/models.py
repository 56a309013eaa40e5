"""What the newsroom keeps for itself; the models stand beside what they are for."""

from desk.checking.levels import AvoidedWord, CheckLevel
from desk.commenting.comment import Comment
from desk.commenting.draft_link import DraftLink
from desk.pieces.listed import Piece, StalePiece
from desk.pieces.picture_uses import PictureUse
from desk.pieces.planning import Plan
from desk.pieces.saved_views import SavedView
from desk.saving.sitting import Sitting
from desk.start.first_steps import SettledStep

__all__ = [
    "AvoidedWord",
    "CheckLevel",
    "Comment",
    "DraftLink",
    "PictureUse",
    "Piece",
    "Plan",
    "SavedView",
    "SettledStep",
    "Sitting",
    "StalePiece",
]
