"""Where editors work: saving while they write, the composition page, the start page, one search over everything."""
