"""Findings on terms as pages draw them: plain frozen values, nothing left to compute.

Every value here is for the desk's eyes alone. Numbers are text already, places are numbers between
0 and 1 or whole units, and what is left out of a drawing is counted.
"""
