"""The opening decision, and the steps of a class."""
