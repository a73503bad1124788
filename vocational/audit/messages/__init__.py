"""What acts, columns and codes are called when changes are shown."""
