"""Read what crosses features."""
