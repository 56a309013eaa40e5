"""From the values of an export to our rows: people, topics, pictures, events, pieces, their addresses."""
