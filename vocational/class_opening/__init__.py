"""Open, finish and close a class."""
