"""One search over everything an editor may open: pieces, people, events, pictures, notices, settings, commands."""
