"""Pages behind personal links: the ambassador's kit, and the clicks and codes that belong to it."""
