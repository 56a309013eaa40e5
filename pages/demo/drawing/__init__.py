"""How the pictures of the demo are made: `python -m pages.demo.drawing` draws them all anew.

Paper-cut shapes with soft shadows, in one palette, without chance: the same script gives the same
pictures.
"""
