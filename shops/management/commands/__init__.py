"""The command that reads shops anew."""
