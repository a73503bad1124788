"""The rules of what crosses features."""
