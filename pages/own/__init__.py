"""Pages of the site's own: written as pieces are, at an address of the root, without a day or a byline."""
