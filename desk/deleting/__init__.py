"""Before something is deleted: where it is in use, what readers see of it, and what is sensible instead."""
