"""RSS, Atom and JSON Feed of everything, of a topic, series, person or event, and of corrections."""
