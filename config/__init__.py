"""Settings, addresses and servers of Podium: wiring only, no logic."""
