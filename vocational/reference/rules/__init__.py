"""Communes, ethnic groups, schooling, holidays: official lists and how people type them."""
