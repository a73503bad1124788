"""Enter marks, note discipline, prepare and decide recognition."""
