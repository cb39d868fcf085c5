"""The analysis libraries, which carry no types: ``Any`` enters here and stops where it is used.

They belong to the extra ``wasit[record]``; without it the first use raises ``ModuleNotFoundError``
with the library's name, which the command line turns into one line that names the extra.
"""

import importlib
from typing import Any

__all__ = ["library"]


def library(name: str) -> Any:
    """The module of that name."""
    return importlib.import_module(name)
