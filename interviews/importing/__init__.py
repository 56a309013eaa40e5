"""From a file or pasted text to a draft of an interview: the form, its views, the creation of the draft."""
