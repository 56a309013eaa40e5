"""Commands that verify, rebuild and relate editions and check sources."""
