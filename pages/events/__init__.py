"""Pages of events and their calendars, the call to action, and the way to the shop."""
