"""Files of Word: what a reader of the document sees, from its XML."""
