"""The notice library and the words of declarations."""
