"""Text: the rich-text field, sanitising, figures, footnotes, typography, slugs."""
