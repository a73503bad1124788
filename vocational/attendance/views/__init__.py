"""Pages of attendance: the sheet of a session, the grid of a month."""
