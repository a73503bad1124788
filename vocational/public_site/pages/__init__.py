"""What the public pages show, in words."""
