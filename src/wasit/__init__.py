"""Wasit: software for an intermediary who runs indirect talks.

Rooms never meet; the desk carries words between them by deliberate acts. Start reading at
``docs/protocol.md``; the tree of packages says what may know what (imports point down).
"""

from wasit._version import __version__

__all__ = ["__version__"]
