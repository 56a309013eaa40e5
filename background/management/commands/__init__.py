"""Management commands of background tasks."""
