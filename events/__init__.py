"""Events, tickets, ambassadors, sponsors."""
