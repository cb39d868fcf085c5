"""The ports made real: encrypted vault, relay client, system clock, files."""
