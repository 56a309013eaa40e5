"""A folder of Markdown as Jekyll, Hugo or Eleventy keep a site, as values."""
