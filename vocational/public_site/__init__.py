"""Pages for everybody: courses, open classes, fees."""
