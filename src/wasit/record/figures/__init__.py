"""Figures of the record, as SVG text made by pure functions, each with the table it was drawn from.

No figure carries a ``style`` attribute, a style sheet, a script or a link, so that the strictest
content policy shows it; what a page wants to restyle has a class. Every figure has the role of an
image with a title and a description, and a table beside it holds every number that is drawn, for
those who cannot see it and those who want to check it.
"""
