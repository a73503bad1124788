"""The lifecycle of a class, what blocks its steps, what waits for whom."""
