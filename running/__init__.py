"""Running a site: what is done again and again, what is wrong with an installation, what is told of it."""
