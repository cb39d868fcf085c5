"""Recipes the rest calls. Import a module by its full name: the relay reaches only ``notes``."""
