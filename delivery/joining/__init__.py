"""Static files that name others are sent with them, as one: one request instead of a dozen (decision 0049).

`sheets` and `scripts` read and join, `sent` answers under an address that follows from the whole.
"""
