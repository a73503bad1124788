"""What a course must hold, and the national starting catalogue."""
