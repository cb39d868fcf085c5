"""The desk and the rooms in a browser: a thin face over the same seat calls as the command line."""
