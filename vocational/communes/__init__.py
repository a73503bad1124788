"""Communes and associations: they enter applications of their people, one by one or by list."""
