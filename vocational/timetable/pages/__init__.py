"""A timetable as its page shows it."""
