"""Read the progress of one class or of all in one statement."""
