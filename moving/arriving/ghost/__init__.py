"""What Ghost writes when it exports a site (JSON, versions 1 to 6), as values."""
