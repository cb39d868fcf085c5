"""The blind server: it numbers and keeps frames it cannot read.

``app`` reads requests, ``writer`` gathers changes into shared commits, ``store`` says what keeps
them and ``sqlite_store`` keeps them, ``limits`` says how much of the relay one log may take,
``streams`` wakes who waits, ``server`` is the socket with ``patience`` for slow senders, and
``reading`` looks into a database from outside.
"""
