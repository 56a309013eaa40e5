"""Demo content: a believable event blog, written and drawn for Podium.

Everybody and everything in it is invented. Texts are files in `pieces/` and `pages/`, the rest of
the world is `world.toml`, pictures lie in `images/`.
"""
