"""What is known of what was brought in; the models stand beside what they are for."""

from moving.arriving.records import Arrival, Arrived, ExportPart, Line, OldAddress

__all__ = ["Arrival", "Arrived", "ExportPart", "Line", "OldAddress"]
