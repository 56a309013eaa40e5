"""What readers are told about a piece: facts, the rules' decisions on them, words, waivers."""
