"""What the sides could accept, in what order, and what to ask next, on exact numbers.

Nothing computed here from two sides' confidences belongs in a room's view; a person at the desk
conveys what may be said. Texts and numbers come in, findings go out; files, clocks and randomness
are the callers'.
"""
