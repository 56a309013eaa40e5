def generate(posts): yield 0
