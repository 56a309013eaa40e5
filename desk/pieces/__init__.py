"""The one list of all pieces: an index of working copies, filters, saved views, board and calendar."""
