"""Lists of pieces: front page, blog, interviews, topics, series and their questions; pagination."""
