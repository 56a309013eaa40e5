"""The site itself: its settings, colours and style sheet, legal pages, components, errors, files."""
