"""Commands of those who run a site."""
