"""Taking a site away: everything in open forms, proved without the database."""
