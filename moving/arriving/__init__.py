"""Moving in: exports of other systems become people, topics, pieces, pictures, events and old addresses."""
