"""Load the official lists, and find the commune that was typed."""
