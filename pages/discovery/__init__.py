"""How machines find the site: sitemaps, robots.txt, announcements, the reservation of mining."""
