"""The blind server: it numbers and keeps frames it cannot read.

``app`` reads requests, ``writer`` gathers changes into shared commits, ``store`` says what keeps
them and ``sqlite_store`` keeps them, ``streams`` wakes who waits, ``server`` is the socket, and
``reading`` looks into a database from outside.
"""
