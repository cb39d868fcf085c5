"""The blind server: it numbers and keeps frames it cannot read."""
