"""What the pages of support show, in words."""
