"""The header of a class and the lines of the work list."""
