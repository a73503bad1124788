"""Marks, the right to sit a test, results and classification."""
