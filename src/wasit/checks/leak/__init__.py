"""The leak guard: whether a draft gives one room what another did not release.

``CaseIndex`` holds what is kept from one room and what it knows; ``guard`` looks at a draft for it.
"""

from wasit.checks.leak.guard import guard
from wasit.checks.leak.index import CaseIndex
from wasit.checks.leak.shapes import Draft, Hit, Kept, Mark, Report

__all__ = ["CaseIndex", "Draft", "Hit", "Kept", "Mark", "Report", "guard"]
