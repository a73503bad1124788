"""Schedule, move and cancel sessions; find clashes."""
