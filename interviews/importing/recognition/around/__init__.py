"""What stands before, after and beside questions and answers."""
