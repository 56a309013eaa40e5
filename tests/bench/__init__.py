"""`make bench`: measures the site on both databases and writes docs/benchmarks.md.

Not a test: it says how things are. Start reading in `__main__.py`; what is measured has a module each.
"""
