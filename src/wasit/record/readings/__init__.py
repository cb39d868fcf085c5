"""What the record shows: rates, effects, change points, answers and surges, each with its limits.

Every reading prints its rule, window, number of events, days of exposure, effect with an interval,
what else happened in the window, and a sentence on what it cannot say. Where a question cannot be
answered on these data, the reading refuses in words.
"""
