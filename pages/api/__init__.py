"""What readers see, as JSON for other programs: pieces, events, people, and the description of it all.

Decision 0046. Everything is read through the same doors as the pages: live editions, announced events, people
who have something to show. What must stand with a piece goes with it (`blog.disclosing.beside`).
"""
