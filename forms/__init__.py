"""Fields and rows that the forms of every room use: moments, rows in an order."""
