"""The command that reads interviews from files."""
