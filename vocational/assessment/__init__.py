"""Marks, results of modules and course, recognition."""
