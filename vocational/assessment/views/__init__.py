"""Pages of marks, results and recognition."""
