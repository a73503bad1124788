"""Sessions, teaching loads, and the schedule of a class."""
