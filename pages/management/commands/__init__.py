"""The command that announces what has changed."""
