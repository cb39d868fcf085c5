"""The record: incidents, claims, sources, tallies, and the readings computed from them.

Nothing here opens a file or a socket: rows come in as text (``formats``), prose is read by a
grammar (``prose``), and what is counted or read off the record is a query on a table (``table``).
The heavy libraries are an extra and are imported only by the modules that compute with them.
"""
