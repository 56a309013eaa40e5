"""Pages of people, and the list of all of them."""
