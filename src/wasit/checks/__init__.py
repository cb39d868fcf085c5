"""Leak guard and fidelity check: pure functions from texts to findings."""
