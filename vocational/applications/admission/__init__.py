"""Admission: tiers, ranking of a class's applications, its decision, and the waiting list."""
