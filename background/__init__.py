"""The worker of background tasks: what a dead one left is taken up again, and what waits is visible."""
