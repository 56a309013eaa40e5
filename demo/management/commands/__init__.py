"""The command that loads the demo blog."""
