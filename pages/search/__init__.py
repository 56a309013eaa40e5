"""The search page and what narrows its hits down."""
