"""Give and end seats."""
