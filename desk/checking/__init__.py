"""Editorial checks of a piece as it is typed: each a small class, its level set by the editor-in-chief."""
