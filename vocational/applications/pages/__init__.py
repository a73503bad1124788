"""What the pages of applications show, ready to print."""
