"""Seats of a class, late entry, and by which route a person enters a class."""
