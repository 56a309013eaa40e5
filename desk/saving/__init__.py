"""Nothing is lost: forms count once, are saved while one writes, and never over somebody else's work.

`guard` holds every form of the newsroom to it; `sitting` is what is known of a form while somebody has
it open; `versions` says which state a form shows, `merging` puts two people's changes together, `answers`
speaks to `static/desk/saving/`, whose scripts save while one writes (decision 0035).
"""
